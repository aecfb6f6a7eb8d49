"""What each platform says when somebody leaves their number, writes, follows or pays."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import orjson

from huoshui.bedrock.clock import BEIJING

_CITIES: Final = ("杭州", "成都", "广州", "武汉", "西安")
_NAMES: Final = ("王芳", "李强", "张敏", "刘洋", "陈静")
YOUZAN_SHOP: Final = 160
"""有赞's number of the shop: its buyers' ids are of it."""


def phone(chance: random.Random) -> str:
    """This will draw a mobile number."""
    return f"1{chance.choice('3589')}{chance.randrange(10**9):09d}"


def called(chance: random.Random) -> str:
    """This will draw a name."""
    return f"{chance.choice('王李张刘陈杨赵黄周吴徐孙')}{chance.choice('芳强敏洋静磊娜杰婷波')}"


def buyer_id(chance: random.Random) -> str:
    """This will draw how a shop calls somebody who buys there."""
    return f"buyer{chance.randrange(10**12):012d}"


def by(said: Any, *, name: str, phone: str) -> Any:  # noqa: ANN401 any JSON
    """This will let a lead be somebody's: whichever fields a platform has for name and phone."""
    mine = {"name": name, "user_name": name, "leads_name": name, "phone": phone, "leads_telephone": phone}
    return {**said, **{field: value for field, value in mine.items() if field in said}}


def ocean_lead(chance: random.Random, now: datetime) -> Mapping[str, Any]:
    """This will make up a lead as 巨量引擎 has it, whether it is pushed or pulled."""
    return {
        "clue_id": str(chance.randrange(10**18, 10**19)), "req_id": f"req{chance.randrange(10**12)}",
        "telephone": phone(chance), "name": chance.choice(_NAMES), "city_name": chance.choice(_CITIES),
        "ad_id": 1711111111111111, "promotion_name": "春季试骑", "creative_id": 1722222222222222,
        "weixin": "wx_someone",
        "create_time_detail": f"{now.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}", "remark": "周末来试骑",
    }  # fmt: skip


def _oceanengine(chance: random.Random, now: datetime) -> Mapping[str, Any]:
    return ocean_push(ocean_lead(chance, now), chance, now)


def ocean_push(lead: Mapping[str, Any], chance: random.Random, now: datetime) -> Mapping[str, Any]:
    """This will say a lead as the platform's subscription would."""
    at = int(now.timestamp() * 1000)
    return {
        "message_id": f"m{chance.randrange(10**15)}", "service_label": "clue.activeprogram",
        "data": orjson.dumps(lead).decode(), "advertiser_ids": [1700000000000001], "subscribe_task_id": 9,
        "publish_time": at, "timestamp": at, "nonce": chance.randrange(10**9),
    }  # fmt: skip


def _xiaohongshu(chance: random.Random, now: datetime) -> Mapping[str, Any]:
    return {
        "lead_id": f"xhs{chance.randrange(10**12)}", "name": chance.choice(_NAMES), "phone": phone(chance),
        "click_id": f"c{chance.randrange(10**12)}", "callback_param": "cb1", "page_id": "p9",
        "城市": chance.choice(_CITIES),
        "意向车型": "X7", "create_time": int(now.timestamp() * 1000),
    }  # fmt: skip


def _kuaishou(chance: random.Random, now: datetime) -> Mapping[str, Any]:
    return {
        "id": chance.randrange(10**12), "user_name": chance.choice(_NAMES), "phone": phone(chance), "page_id": 88,
        "user_id": chance.randrange(10**9), "clue_tag": 1, "intention_id": 2,
        "create_time": int(now.timestamp() * 1000),
    }  # fmt: skip


def _tencent_ads(chance: random.Random, now: datetime) -> Mapping[str, Any]:
    return {
        "leads_id": chance.randrange(10**12), "click_id": f"gdt{chance.randrange(10**12)}", "account_id": 25000001,
        "leads_telephone": phone(chance), "leads_name": chance.choice(_NAMES), "leads_wechat": "wx_other",
        "leads_area": chance.choice(_CITIES), "campaign_id": 31, "adgroup_id": 32, "dynamic_creative_id": 33,
        "leads_create_time": f"{now.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}",
    }  # fmt: skip


def _bilibili(chance: random.Random, now: datetime) -> Mapping[str, Any]:
    return {
        "track_id": f"pbaes.{chance.randrange(10**15)}", "name": chance.choice(_NAMES), "phone": phone(chance),
        "city": chance.choice(_CITIES), "create_time": str(int(now.timestamp())),
    }  # fmt: skip


def _douyin(chance: random.Random, now: datetime) -> Mapping[str, Any]:
    written = {
        "server_message_id": f"@{chance.randrange(10**15)}", "message_type": "text", "text": "多少钱",
        "create_time": int(now.timestamp() * 1000),
    }  # fmt: skip
    return {
        "event": "im_receive_msg", "client_key": "app123", "from_user_id": f"open{chance.randrange(10**12)}",
        "to_user_id": "brand", "content": orjson.dumps(written).decode(),
    }  # fmt: skip


def _weibo(chance: random.Random, now: datetime) -> Mapping[str, Any]:
    return {
        "type": "event", "receiver_id": "1902538057", "sender_id": str(chance.randrange(10**9, 10**10)),
        "created_at": f"{now.astimezone(BEIJING):%a %b %d %H:%M:%S %z %Y}", "text": "关注事件消息",
        "data": {"subtype": "follow"},
    }  # fmt: skip


def _doudian(chance: random.Random, now: datetime, buyer: str, fen: int) -> list[Mapping[str, Any]]:
    data = {
        "p_id": chance.randrange(10**18, 10**19), "shop_id": 4463798, "pay_time": int(now.timestamp()),
        "order_status": 2, "doudian_open_id": buyer, "pay_amount": fen,
    }  # fmt: skip
    return [{"tag": "101", "msg_id": str(chance.randrange(10**18)), "data": orjson.dumps(data).decode()}]


def _wxshop(chance: random.Random, now: datetime, buyer: str, _fen: int) -> Mapping[str, Any]:
    at = int(now.timestamp())
    return {
        "ToUserName": "gh_shop", "FromUserName": buyer, "CreateTime": at,
        "MsgType": "event", "Event": "channels_ec_order_pay",
        "order_info": {"order_id": chance.randrange(10**18, 10**19), "pay_time": at},
    }  # fmt: skip


def _youzan(chance: random.Random, now: datetime, buyer: str, fen: int) -> Mapping[str, Any]:
    number = f"E{now:%Y%m%d}{chance.randrange(10**14)}"
    message = {
        "full_order_info": {
            "order_info": {"tid": number, "pay_time": f"{now.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"},
            "buyer_info": {"yz_open_id": buyer},
            "pay_info": {"payment": f"{fen / 100:.2f}"},
        }
    }
    return {
        "client_id": "app123", "type": "trade_TradePaid", "id": number, "kdt_id": YOUZAN_SHOP, "status": "TRADE_PAID",
        "test": False, "msg": orjson.dumps(message).decode(),
    }  # fmt: skip


ORDERS: Final[Mapping[str, Callable[[random.Random, datetime, str, int], Any]]] = {
    "doudian": _doudian, "wxshop": _wxshop, "youzan": _youzan,
}  # fmt: skip
"""By shop: somebody paid; how the shop calls them, and how much in fen, which not every shop says."""


def _paid_by_anybody(shop: str) -> Callable[[random.Random, datetime], Any]:
    def said(chance: random.Random, now: datetime) -> Any:  # noqa: ANN401 any JSON
        return ORDERS[shop](chance, now, buyer_id(chance), 12_900)

    return said


SAYINGS: Final[Mapping[str, Callable[[random.Random, datetime], Any]]] = {
    "douyin": _douyin, "oceanengine": _oceanengine, "xiaohongshu": _xiaohongshu, "kuaishou": _kuaishou,
    "tencent_ads": _tencent_ads, "weibo": _weibo, "bilibili": _bilibili,
    **{shop: _paid_by_anybody(shop) for shop in ORDERS},
}  # fmt: skip
