"""The demo brand: 溪驰电动, an invented maker of electric two-wheelers, with its dealers, stores, goods, campaigns."""

from dataclasses import dataclass
from functools import cache

from huoshui.rehearsal.planted import SEAS

BRAND = "溪驰电动"
HEADQUARTERS = "HQ"
CORP = "wwxichi0000hq"
DEALER_CORPS = {2: "wwxichi0000d3", 4: "wwxichi0000d5"}
"""Two dealers (by number) run a WeCom of their own: the same human is another external contact there."""
MINI = "wxxichi0mini"
OFFICIAL = "wxxichi00oa"
SHOP = "wxxichi0shop"
UNION = "xichi"
DOUYIN_APP = "ttxichi"
DOUDIAN = "xichi"
KUAISHOU_APP = "ksxichi"
XHS_APP = "xhsxichi"
BILIBILI_APP = "bilixichi"
SITE = "https://m.xichi.example"


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the org tree; ``parent`` is a code."""

    code: str
    name: str
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Store:
    """A shop: its number is its place in `STORES`; ``size`` weighs how many people live near it."""

    code: str
    name: str
    dealer: int
    city: str
    size: float


REGIONS = (("R1", "华东大区"), ("R2", "华南大区"), ("R3", "华中西南大区"))
DEALERS = (
    ("D01", "浙江溪驰经销", "R1"),
    ("D02", "江苏溪驰经销", "R1"),
    ("D03", "广东溪驰经销", "R2"),
    ("D04", "广西溪驰经销", "R2"),
    ("D05", "湖南溪驰经销", "R3"),
    ("D06", "四川溪驰经销", "R3"),
)
_PLACES = (
    (("杭州", "西湖", 1.5), ("杭州", "萧山", 1.2), ("宁波", "鄞州", 1.0), ("温州", "鹿城", 0.9)),
    (("南京", "江宁", 1.3), ("苏州", "吴中", 1.2), ("无锡", "梁溪", 0.9), ("徐州", "泉山", 0.8)),
    (("广州", "番禺", 1.5), ("深圳", "龙华", 1.3), ("佛山", "顺德", 1.0)),
    (("南宁", "青秀", 1.3), ("柳州", "鱼峰", 0.8), ("桂林", "象山", 0.7)),
    (("长沙", "岳麓", 1.2), ("株洲", "天元", 0.8), ("衡阳", "蒸湘", 0.7)),
    (("成都", "双流", 1.4), ("绵阳", "涪城", 0.8), ("宜宾", "翠屏", 0.6)),
)
STORES = tuple(
    Store(f"S{dealer + 1:02d}{place + 1:02d}", f"溪驰{city}{district}店", dealer, city, size)
    for dealer, places in enumerate(_PLACES)
    for place, (city, district, size) in enumerate(places)
)
STAFF_PER_STORE = 3
STAFF_ONLINE = 6
GROUP_SIZE = 180


@dataclass(frozen=True, slots=True)
class Seller:
    """Where orders are placed, and the source that tells of them; order numbers begin with the letter."""

    platform: str
    name: str
    source: str
    letter: str


SELLERS = (
    Seller("pos", "门店收银", "stores", "P"),
    Seller("mall", "小程序商城", "miniprogram", "M"),
    Seller("doudian", "抖店", "douyin", "D"),
    Seller("wxshop", "微信小店", "wechat_channels", "W"),
)
TEMPLATES = (
    "welcome",
    "new-model",
    "care-tips",
    "weekend-store",
    "accessory-sale",
    "owner-story",
    "trade-in",
    "quiz",
    "member-day",
    "answer",
)
"""What is sent to contacts: the first greets, the last answers, those between are marketing."""


@dataclass(frozen=True, slots=True)
class Product:
    """Something for sale; ``price`` in fen; ``weight`` is how often it is chosen within its category."""

    sku: str
    name: str
    category: str
    price: int
    weight: float


PRODUCTS = (
    Product("V-YUE1", "溪驰 跃1 轻便款", "vehicle", 199900, 0.20),
    Product("V-YUE2", "溪驰 跃2 通勤款", "vehicle", 269900, 0.24),
    Product("V-XUN3", "溪驰 迅3 长续航", "vehicle", 339900, 0.20),
    Product("V-XUN5", "溪驰 迅5 石墨烯版", "vehicle", 399900, 0.14),
    Product("V-MAN1", "溪驰 漫1 亲子款", "vehicle", 299900, 0.12),
    Product("V-LIE7", "溪驰 烈7 电摩", "vehicle", 599900, 0.07),
    Product("V-LIE9", "溪驰 烈9 高性能电摩", "vehicle", 799900, 0.03),
    Product("B-4820", "48V20Ah 铅酸电池组", "battery", 49900, 0.45),
    Product("B-7220", "72V20Ah 石墨烯电池组", "battery", 89900, 0.35),
    Product("B-4824L", "48V24Ah 锂电池组", "battery", 129900, 0.20),
    Product("A-HELM", "3C 认证头盔", "accessory", 8900, 0.18),
    Product("A-RAIN", "加厚双人雨披", "accessory", 5900, 0.14),
    Product("A-LOCK", "防盗碟刹锁", "accessory", 6900, 0.12),
    Product("A-HOLD", "手机支架", "accessory", 3900, 0.12),
    Product("A-WIND", "四季挡风被", "accessory", 7900, 0.12),
    Product("A-SEAT", "儿童前置座椅", "accessory", 15900, 0.08),
    Product("A-BOX", "尾箱 28L", "accessory", 12900, 0.08),
    Product("A-CHRG", "智能充电器", "accessory", 16900, 0.08),
    Product("A-TIRE", "真空轮胎", "accessory", 11900, 0.08),
    Product("M-BASIC", "基础保养", "service", 4900, 0.55),
    Product("M-FULL", "全车检测保养", "service", 12900, 0.25),
    Product("M-BRAKE", "更换刹车片", "service", 6900, 0.20),
)

_THEMES = ("新国标通勤", "长续航实测", "以旧换新", "开学代步")
CAMPAIGNS = tuple(
    (f"{sea.name}-{number + 1}", f"{sea.chinese}-{theme}") for sea in SEAS for number, theme in enumerate(_THEMES)
)
"""Four a channel, in the order of the channels."""
CAMPAIGNS_PER_SEA = len(_THEMES)

_TOPICS = (
    "续航实测",
    "通勤日记",
    "选车指南",
    "改装分享",
    "门店探店",
    "骑行路线",
    "保养技巧",
    "新手避坑",
    "车主故事",
    "新品首发",
)
CONTENTS = tuple(
    (f"{sea.name}-c{number + 1:02d}", f"{topic}第{number // len(_TOPICS) + 1}期")
    for sea in SEAS
    for number, topic in ((n, _TOPICS[n % len(_TOPICS)]) for n in range(20))
)
CONTENTS_PER_SEA = 20

DEVICES = (
    (
        "HUAWEI Mate 70",
        "android",
        0.18,
        "Mozilla/5.0 (Linux; Android 14; PLR-AL00) AppleWebKit/537.36 Mobile Safari/537.36",
    ),
    ("HONOR 300", "android", 0.14, "Mozilla/5.0 (Linux; Android 15; HON-AN10) AppleWebKit/537.36 Mobile Safari/537.36"),
    (
        "Redmi K80",
        "android",
        0.16,
        "Mozilla/5.0 (Linux; Android 15; 24117RK2CC) AppleWebKit/537.36 Mobile Safari/537.36",
    ),
    ("OPPO Reno13", "android", 0.13, "Mozilla/5.0 (Linux; Android 15; PKM110) AppleWebKit/537.36 Mobile Safari/537.36"),
    ("vivo S20", "android", 0.14, "Mozilla/5.0 (Linux; Android 15; V2429A) AppleWebKit/537.36 Mobile Safari/537.36"),
    (
        "iPhone 16",
        "ios",
        0.17,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    ),
    (
        "iPhone 13",
        "ios",
        0.08,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    ),
)


def units() -> tuple[Unit, ...]:
    """This will list the org tree from the root down, parents before children."""
    regions = tuple(Unit(code, name, "region", HEADQUARTERS) for code, name in REGIONS)
    dealers = tuple(Unit(code, name, "dealer", region) for code, name, region in DEALERS)
    stores = tuple(Unit(shop.code, shop.name, "store", DEALERS[shop.dealer][0]) for shop in STORES)
    return (Unit(HEADQUARTERS, f"{BRAND}总部", "headquarters", None), *regions, *dealers, *stores)


@cache
def staff() -> tuple[str, ...]:
    """This will list the WeCom user ids of the staff: store by store, then headquarters' own."""
    in_stores = (f"{shop.code.lower()}-{letter}" for shop in STORES for letter in "abc"[:STAFF_PER_STORE])
    return (*in_stores, *(f"hq-{number + 1:02d}" for number in range(STAFF_ONLINE)))


@cache
def codes() -> tuple[dict[str, str], ...]:
    """This will list the live codes as event properties: one a channel by headquarters, then one a store."""
    online = [(f"hq-{sea.name}", f"总部{sea.chinese}活码") for sea in SEAS]
    in_stores = [(f"lc-{shop.code}", f"{shop.name}门店活码") for shop in STORES]
    return tuple(
        {"code": code, "code_name": name, "state": f"s_{code.replace('-', '').lower()}"}
        for code, name in (*online, *in_stores)
    )


def articles() -> tuple[dict[str, str], ...]:
    """This will list the official account's weekly articles, enough for the longest market."""
    return tuple({"article_id": f"a-{week + 1:03d}", "title": f"溪驰周刊第{week + 1}期"} for week in range(200))


def corp_of(store: int) -> str:
    """This will tell in whose WeCom the staff of a store (by number) work."""
    return DEALER_CORPS.get(STORES[store].dealer, CORP)


def products_of(category: str) -> tuple[int, ...]:
    """This will list the numbers of the products of a category."""
    return tuple(number for number, product in enumerate(PRODUCTS) if product.category == category)
