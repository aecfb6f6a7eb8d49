"""
Export files as operators download them: the headers of each platform, rows that hang together, and every trap.

Deterministic by seed. Headers are those that were seen in the wild (reference/channels.md §2.1); names are made up of
syllables and phones come from number ranges used here for tests only.
"""

import csv
import gzip
import io
import random
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import openpyxl

Cells = list[str]

HEADERS: dict[str, list[str]] = {
    "youzan-orders": [
        "订单号",
        "销售渠道",
        "归属店铺",
        "订单类型",
        "订单状态",
        "推广方式",
        "订单来源",
        "订单创建时间",
        "买家付款时间",
        "交易成功时间",
        "付款方式",
        "支付流水号",
        "商品金额合计",
        "运费",
        "店铺优惠合计",
        "应收订单金额",
        "订单实付金额",
        "支付优惠合计",
        "订单实收金额",
        "订单抵用积分数",
        "店铺优惠方式",
        "支付优惠方式",
        "全部商品名称",
        "商品种类数",
        "订单配送方式",
        "同城送达时间/提货时间",
        "收货人省份",
        "收货人城市",
        "收货人地区",
        "详细收货地址/提货地址",
        "收货人/提货人",
        "收货人手机号/提货人手机号",
        "买家备注",
        "订单星级",
        "买家昵称",
        "买家是否会员",
        "买家手机号",
        "下单网点",
        "收银员",
        "分销员",
        "销售导购",
        "专属导购",
        "订单退款状态",
        "订单已退款金额",
        "商家订单备注",
        "桌号",
        "挂账主体",
        "挂账手机号",
        "团长订单",
        "订单风险标签",
        "分销员",
        "分销员手机号",
        "分销员所属店铺",
        "分销员所属团队",
        "分销员所属分组",
        "分销员等级",
        "订单佣金类型",
        "订单佣金金额",
        "订单下级卖货提成类型",
        "订单下级卖货提成金额",
    ],
    "youzan-order-items": [
        "订单号",
        "订单状态",
        "订单来源",
        "订单创建时间",
        "买家付款时间",
        "订单实付金额",
        "商品名称",
        "订单商品状态",
        "商品类型",
        "商品类目",
        "商品规格",
        "商品编码",
        "商品单价",
        "商品数量",
        "商品留言",
        "商品发货物流公司",
        "商品发货物流单号",
        "商品退款状态",
        "商品已退款金额",
        "收货人/提货人",
        "收货人手机号/提货人手机号",
        "买家手机号",
    ],
    "youzan-customers": [
        "客户姓名",
        "客户昵称",
        "客户手机号",
        "客户生日",
        "客户性别",
        "标签",
        "是否会员",
        "成长值",
        "免费等级",
        "付费等级",
        "权益卡",
        "客户积分",
        "客户储值余额",
        "消费次数",
        "消费金额",
        "累计退款金额",
        "累计退款订单数",
        "笔单价",
        "上次消费时间",
        "分销员",
        "导购员",
        "企微好友",
        "来源渠道",
        "来源方式",
        "成为客户时间",
        "成为会员时间",
        "成为会员店铺",
        "公众号",
        "公众号关注时间",
        "最近浏览时间",
        "微信地域",
        "所属区域",
        "指定时间消费次数",
        "指定时间消费金额",
        "",
    ],
    "douyin-orders": [
        "主订单编号",
        "子订单编号",
        "选购商品",
        "商品规格",
        "商品数量",
        "商品ID",
        "商家编码",
        "商品金额",
        "订单应付金额",
        "商家收入金额",
        "运费",
        "平台优惠",
        "平台实际承担优惠金额",
        "商家实际承担优惠金额",
        "达人实际承担优惠金额",
        "收件人",
        "收件人手机号",
        "详细地址",
        "快递信息",
        "买家留言",
        "商家备注",
        "订单提交时间",
        "支付完成时间",
        "订单完成时间",
        "发货时间",
        "订单状态",
        "售后状态",
        "取消原因",
        "支付方式",
        "订单类型",
        "达人ID",
        "达人昵称",
        "流量体裁",
        "流量渠道",
        "流量来源",
        "流量类型",
    ],
    "wxshop-orders": [
        "订单号",
        "订单下单时间",
        "订单发货时间",
        "订单确认收货时间",
        "订单完成结算时间",
        "订单状态",
        "发货方式",
        "收件人姓名",
        "收件人地址",
        "省",
        "市",
        "区",
        "收件人手机",
        "买家备注",
        "商家备注",
        "打标颜色",
        "商品总价",
        "订单实际支付金额",
        "订单实际收款金额",
        "订单运费",
        "商品优惠",
        "跨店优惠",
        "商品改价",
        "积分抵扣",
        "支付方式",
        "支付时间",
        "交易单号",
        "物流公司",
        "快递单号",
        "技术服务费",
        "技术服务费（将以人气卡形式返还）",
        "运费险预计投保费用",
        "带货方式",
        "带货账号类型",
        "带货账号昵称",
        "带货ID",
        "带货费用渠道",
        "带货费用类型",
        "带货费用",
        "带货佣金率",
        "企微企业ID",
        "企微工号",
        "导购最近分享时间",
        "企业微信加密id",
        "企微备注",
        "礼物单号",
        "商品名称",
        "商品编码(平台)",
        "商品编码(自定义)",
        "SKU编码(自定义)",
        "商品属性",
        "商品价格(单件)",
        "商品实际价格(单件)",
        "商品实际价格(总共)",
        "是否预售",
        "商品数量",
        "商品平台券优惠",
        "商品平均运费",
        "活动商家补贴",
        "定制信息",
        "定制预览图",
        "商品发货",
        "商品售后",
        "商品已退款金额",
    ],
    "wecom-contacts": [
        "客户名称",
        "描述",
        "添加人",
        "添加人帐号",
        "添加人所属部门",
        "添加时间",
        "来源",
        "手机",
        "企业",
        "邮箱",
        "地址",
        "职务",
        "电话",
        "标签组1(兴趣)",
        "标签组2(车型)",
    ],
    "scrm-contacts": [
        "客户名称",
        "所属企微号",
        "所属企业",
        "添加时间",
        "标签",
        "客户系统备注",
        "客户备注名",
        "描述信息",
        "企微手机号",
        "系统手机",
        "客户编号",
        "企微编号",
    ],
    "wechat-articles": [
        "内容标题",
        "发表时间",
        "总阅读人数",
        "总阅读次数",
        "总分享人数",
        "总分享次数",
        "阅读后关注人数",
        "送达人数",
        "公众号消息阅读次数",
        "送达阅读率",
        "首次分享次数",
        "分享产生阅读次数",
        "首次分享率",
        "每次分享带来阅读次数",
        "阅读完成率",
        "内容url",
    ],
    "wechat-article-traffic": [
        "日期",
        "阅读次数",
        "阅读人数",
        "分享次数",
        "分享人数",
        "阅读原文次数",
        "阅读原文人数",
        "收藏次数",
        "收藏人数",
        "群发篇",
        "渠道",
    ],
    "tmall-orders": [
        "订单编号",
        "支付单号",
        "买家应付货款",
        "总金额",
        "订单状态",
        "收货地址",
        "订单创建时间",
        "商品标题",
    ],
    "jd-orders": [
        "订单号",
        "商品名称",
        "订购数量",
        "下单时间",
        "订单金额",
        "商家应收",
        "订单状态",
        "客户姓名",
        "客户地址",
        "联系电话",
        "京东价",
    ],
    "uci-online-retail": [
        "InvoiceNo",
        "StockCode",
        "Description",
        "Quantity",
        "InvoiceDate",
        "UnitPrice",
        "CustomerID",
        "Country",
    ],
}

_SYLLABLES = "安柏春冬芳歌海嘉凯岚明宁鹏清融森婷薇欣雅泽"
_SURNAMES = "甲乙丙丁戊己庚辛"
_PRODUCTS = ("电动自行车 A1", "电动自行车 S3", "智能头盔", "雨披", "锂电池 48V", "车锁", "后视镜", '坐垫 "加厚"')
_START = datetime(2026, 3, 1, 9)  # noqa: DTZ001 files hold local times


@dataclass(frozen=True, slots=True)
class Export:
    """One export as a table; write it as any of the files that platforms make."""

    platform: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    above: Sequence[Sequence[str]] = ()
    below: Sequence[Sequence[str]] = ()
    totals: Sequence[Sequence[str]] = ()

    @property
    def lines(self) -> Iterator[Sequence[str]]:
        """Every row of the file: title rows, header, explanation, data, totals."""
        yield from self.above
        yield self.header
        yield from self.below
        yield from self.rows
        yield from self.totals

    def csv(self, encoding: str = "utf-8-sig", separator: str = ",", newline: str = "\r\n") -> bytes:
        """This will write it as text."""
        text = io.StringIO()
        # a lone carriage return ends a line for readers, but the writer quotes only what its own line ends hold
        held = any("\r" in cell for line in self.lines for cell in line)
        write = partial(csv.writer, text, delimiter=separator, lineterminator=newline)
        (write(quoting=csv.QUOTE_ALL) if held else write()).writerows(self.lines)
        return text.getvalue().encode(encoding)

    def xlsx(self) -> bytes:
        """This will write it as a workbook of text cells."""
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("订单")
        for line in self.lines:
            sheet.append(list(line))
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """This will pack files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def gzipped(content: bytes) -> bytes:
    """This will pack one file."""
    return gzip.compress(content)


def export(platform: str, count: int, *, seed: int = 1) -> Export:
    """This will make an export of about ``count`` rows."""
    header = HEADERS[platform]
    rows = [_row(header, cells) for cells in _MAKERS[platform](count, random.Random(seed))]
    return Export(platform, header, rows)


def stream(platform: str, count: int, *, seed: int = 1) -> Iterator[str]:
    """This will write a big export as CSV lines without holding it."""
    header = HEADERS[platform]
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(header)
    for cells in _MAKERS[platform](count, random.Random(seed)):
        writer.writerow(_row(header, cells))
        if line.tell() > 1 << 20:
            yield line.getvalue()
            line.seek(0)
            line.truncate()
    yield line.getvalue()


def _row(header: Sequence[str], cells: dict[str, str]) -> Cells:
    return [cells.get(column, "") for column in header]


def phone(number: int) -> str:
    """This will give the n-th test phone."""
    return f"199{number % 100_000_000:08}"


def name(number: int) -> str:
    """This will give the n-th made-up name."""
    return (
        _SURNAMES[number % len(_SURNAMES)]
        + _SYLLABLES[number % len(_SYLLABLES)]
        + _SYLLABLES[number // 21 % len(_SYLLABLES)]
    )


def _masked(text: str) -> str:
    return f"{text[:3]}******{text[-2:]}"


def _moment(draw: random.Random, place: int) -> datetime:
    return _START + timedelta(seconds=place * 37 % 8_000_000, minutes=draw.randrange(60))


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _youzan(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        moment = _moment(draw, place)
        person = draw.randrange(max(1, count * 2 // 3))
        price = draw.choice((9900, 19900, 129900, 299900))
        unpaid, returned = place % 17 == 3, place % 13 == 5
        yield {
            "订单号": f"E{moment:%Y%m%d%H%M%S}{place:08}", "归属店铺": f"第{person % 20 + 1}店", "订单类型": "普通订单",
            "订单状态": "待付款" if unpaid else "交易完成", "订单来源": draw.choice(("微信小程序", "公众号", "门店")),
            "订单创建时间": _written(moment), "买家付款时间": "-" if unpaid else _written(moment + timedelta(minutes=2)),
            "交易成功时间": "" if unpaid else _written(moment + timedelta(days=7)), "付款方式": "" if unpaid else "微信支付",
            "支付流水号": f"\t42000{place:018}", "商品金额合计": f"{price / 100:,.2f}", "运费": "0.00",
            "应收订单金额": f"{price / 100:.2f}", "订单实付金额": f"{price / 100:,.2f}", "订单实收金额": f"{price / 100:.2f}",
            "全部商品名称": draw.choice(_PRODUCTS), "商品种类数": "1", "订单配送方式": "快递", "收货人省份": "某省", "收货人城市": "某市",
            "收货人地区": f"{person % 9}区", "详细收货地址/提货地址": f"某路{person % 999}号", "收货人/提货人": name(person),
            "收货人手机号/提货人手机号": phone(person), "买家昵称": f"用户{person}", "买家是否会员": "是" if person % 3 else "否",
            "买家手机号": phone(person), "下单网点": f"第{person % 20 + 1}店", "销售导购": f"导购{person % 40}",
            "订单退款状态": "退款成功" if returned and not unpaid else "-", "订单已退款金额": f"{price / 200:.2f}" if returned and not unpaid else "0.00",
            "挂账手机号": phone(person) if place % 50 == 0 else "", "分销员等级": "——",
        }  # fmt: skip


def _youzan_items(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        order = place // 2
        moment = _START + timedelta(minutes=order)
        yield {
            "订单号": f"E{order:020}", "订单状态": "已发货", "订单创建时间": _written(moment), "买家付款时间": _written(moment),
            "订单实付金额": "398.00", "商品名称": _PRODUCTS[place % len(_PRODUCTS)], "商品编码": f"\tSKU{place % 8:06}", "商品单价": "199.00",
            "商品数量": "1", "商品规格": "黑", "商品发货物流单号": f"'{draw.randrange(10**15):018}", "商品退款状态": "-", "商品已退款金额": "0",
            "收货人/提货人": name(order), "收货人手机号/提货人手机号": phone(order), "买家手机号": _masked(phone(order)),
        }  # fmt: skip


def _youzan_customers(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        since = _moment(draw, place)
        yield {
            "客户姓名": name(place), "客户昵称": f"昵称{place}", "客户手机号": phone(place) if place % 5 else _masked(phone(place)),
            "客户生日": "1990-05-06", "客户性别": "女" if place % 2 else "男", "标签": "骑行,老客 ，", "是否会员": "是", "成长值": "120",
            "客户积分": "1,250", "客户储值余额": "88.50", "消费次数": "3", "消费金额": "1,299.00", "上次消费时间": _written(since),
            "企微好友": "否", "来源渠道": "微信小程序", "成为客户时间": _written(since), "公众号": "某号", "指定时间消费次数": "1",
        }  # fmt: skip


def _douyin(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    order, made = 0, 0
    while made < count:
        lines = min(draw.choice((1, 1, 2, 3)), count - made)
        moment = _moment(draw, order)
        person = draw.randrange(max(1, count // 2))
        closed = order % 19 == 4
        for line in range(lines):
            place = made + line
            price = draw.choice((9900, 19900, 129900))
            yield {
                "主订单编号": f"\t69{order:017}", "子订单编号": f"\t69{place:017}", "选购商品": _PRODUCTS[place % len(_PRODUCTS)], "商品规格": "红;大码"[:1],
                "商品数量": "1", "商品ID": f"\t36{place % 8:016}", "商家编码": f"SKU-{place % 8}", "商品金额": f"{price / 100:.2f}",
                "订单应付金额": f"{price / 100:.2f}", "商家收入金额": f"{price / 100:.2f}", "运费": "0", "平台优惠": "0", "收件人": f"{name(person)[0]}**",
                "收件人手机号": ("##密文" + "x" * 40) if order % 3 == 0 else _masked(phone(person)) if order % 3 == 1 else phone(person),
                "详细地址": f"某省某市{person % 9}区某路****", "订单提交时间": moment.strftime("%Y/%m/%d %H:%M:%S"),
                "支付完成时间": "" if closed else moment.strftime("%Y/%m/%d %H:%M:%S"), "订单状态": "已关闭" if closed else "已完成",
                "售后状态": "退款成功" if place % 23 == 7 and not closed else "-", "支付方式": "抖音支付", "达人ID": f"{10**15 + person % 7}",
                "达人昵称": f"达人{person % 7}", "流量体裁": "直播", "流量渠道": "自然流量", "流量来源": draw.choice(("直播间", "短视频", "商城")),
            }  # fmt: skip
        order += 1
        made += lines


def _wxshop(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        moment = _moment(draw, place)
        yield {
            "订单号": f"\t37{place:017}", "订单下单时间": _written(moment), "支付时间": _written(moment), "订单状态": "已完成", "收件人姓名": f"{name(place)[0]}**",
            "收件人手机": f"{phone(place)[:3]}****{phone(place)[-4:]}", "省": "某省", "市": "某市", "区": "某区", "收件人地址": "某路****",
            "商品总价": "299.00", "订单实际支付金额": "289.00", "订单实际收款金额": "280.00", "带货账号昵称": f"主播{place % 5}", "企微工号": f"staff{place % 9}",
            "企业微信加密id": f"wm{place:010}", "商品名称": _PRODUCTS[place % 8], "商品编码(平台)": f"{10**12 + place % 8}", "商品数量": "1",
            "商品实际价格(单件)": "289.00", "商品已退款金额": "289.00" if place % 11 == 2 else "0", "导购最近分享时间": _written(moment),
        }  # fmt: skip


def _contacts(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        yield {
            "客户名称": f"客户 {place}", "添加人": f"员工{place % 9}", "添加人帐号": f"staff{place % 9}", "添加人所属部门": "某店",
            "添加时间": _written(_moment(draw, place)), "来源": draw.choice(("扫一扫", "名片分享", "其他")),
            "手机": "" if place % 3 == 0 else phone(place) if place % 3 == 1 else f"86-{phone(place)};{phone(place + 1_000_000)}",
            "标签组1(兴趣)": "骑行；露营", "标签组2(车型)": "-", "描述": "到店", "电话": "010-00000000",
        }  # fmt: skip


def _scrm(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        yield {
            "客户名称": f"客户{place}", "所属企微号": f"员工{place % 9}", "所属企业": "某企业", "添加时间": _written(_moment(draw, place)), "标签": "新客、到店",
            "系统手机": phone(place), "企微编号": f"{place % 9}", "客户编号": f"{place}",
        }  # fmt: skip


def _articles(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        yield {
            "内容标题": f"第 {place} 篇", "发表时间": f"{_START + timedelta(days=place % 300):%Y%m%d}", "总阅读人数": str(draw.randrange(100, 9999)),
            "总阅读次数": "1.2万", "阅读后关注人数": "12", "送达人数": "34567", "送达阅读率": "3.5%", "内容url": f"http://mp.example.com/s/{place}",
        }  # fmt: skip


def _traffic(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        yield {"日期": f"{_START + timedelta(days=place // 2):%Y-%m-%d}", "阅读次数": str(draw.randrange(999)), "阅读人数": "88",
               "阅读原文人数": "1", "收藏人数": "2", "群发篇": "1", "渠道": ("全部", "公众号消息")[place % 2]}  # fmt: skip


def _tmall(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        yield {
            "订单编号": f"'{3 * 10**18 + place}", "支付单号": f"{2026 * 10**20 + place}", "买家应付货款": "1,299.00", "总金额": "1,299.00",
            "订单状态": "交易成功", "收货地址": f"{name(place)}，86-{phone(place)}，某省 某市 某区 某路{place}号，", "订单创建时间": _written(_moment(draw, place)),
            "商品标题": _PRODUCTS[place % 8],
        }  # fmt: skip


def _jd(count: int, draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        yield {
            "订单号": f"{3 * 10**11 + place}", "商品名称": _PRODUCTS[place % 8], "订购数量": "1", "下单时间": _written(_moment(draw, place)), "订单金额": "499.00",
            "商家应收": "499.00（系统计算中，该值仅供参考）", "订单状态": "完成", "客户姓名": f"{name(place)[0]}**", "客户地址": "某省某市****",
            "联系电话": f"1******{place % 10000:04}", "京东价": "499.00",
        }  # fmt: skip


def _retail(count: int, _draw: random.Random) -> Iterable[dict[str, str]]:
    for place in range(count):
        order = place // 4
        cancelled = order % 9 == 8
        yield {
            "InvoiceNo": f"{'C' if cancelled else ''}{536365 + order}", "StockCode": f"{place % 50:05}A", "Description": "LANTERN",
            "Quantity": "-2" if cancelled else "2", "InvoiceDate": _written(_START + timedelta(minutes=order)), "UnitPrice": "2.55",
            "CustomerID": "" if order % 4 == 3 else f"{12346 + order * 7 % 60}.0", "Country": "United Kingdom",
        }  # fmt: skip


_MAKERS = {
    "youzan-orders": _youzan, "youzan-order-items": _youzan_items, "youzan-customers": _youzan_customers, "douyin-orders": _douyin,
    "wxshop-orders": _wxshop, "wecom-contacts": _contacts, "scrm-contacts": _scrm, "wechat-articles": _articles,
    "wechat-article-traffic": _traffic, "tmall-orders": _tmall, "jd-orders": _jd, "uci-online-retail": _retail,
}  # fmt: skip
