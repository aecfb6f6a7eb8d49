"""The words that phrases are made of: columns of JSON fragments, looked up in tables by number."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from huoshui.rehearsal import brand, planted
from huoshui.rehearsal.identifiers import Slot
from huoshui.rehearsal.people import People
from huoshui.rehearsal.scene import Acts

Column = Callable[[People, Acts], list[Any]]
Table = NDArray[np.object_]


def of(acts: Acts, fact: str) -> NDArray[Any]:
    """This will give a fact as one value an act."""
    column = acts.facts[fact]
    return column if isinstance(column, np.ndarray) else np.full(acts.who.size, column)


def _table(values: Sequence[str]) -> Table:
    """A table whose last entry, which -1 finds, says nothing."""
    table = np.empty(len(values) + 1, dtype=object)
    table[:] = [*values, ""]
    return table


def _inner(facts: dict[str, Any]) -> str:
    return orjson.dumps(facts).decode()[1:-1]


def _look_up(fact: str, values: Sequence[str]) -> Column:
    table = _table(values)
    return lambda _people, acts: table[of(acts, fact)].tolist()


def _plain(fact: str) -> Column:
    return lambda _people, acts: of(acts, fact).tolist()


def _hex(fact: str) -> Column:
    return lambda _people, acts: [f"{number:x}" for number in of(acts, fact).tolist()]


def _yuan(fact: str) -> Column:
    return lambda _people, acts: [f"{fen / 100:.2f}" for fen in of(acts, fact).tolist()]


def _campaigns() -> list[str]:
    said = []
    for number, (code, name) in enumerate(brand.CAMPAIGNS):
        source = planted.SEAS[number // brand.CAMPAIGNS_PER_SEA].name
        said.append("," + _inner({"campaign": {"source": source, "medium": "cpc", "name": name, "id": code}}))
    return said


def _pieces(product: brand.Product) -> dict[str, Any]:
    named = {"product_id": product.sku, "sku": product.sku, "name": product.name}
    return {**named, "category": product.category, "price": product.price / 100}


def _templates() -> list[str]:
    kinds = {"welcome": "welcome", "answer": "service"}
    return [_inner({"template": name, "kind": kinds.get(name, "marketing")}) for name in brand.TEMPLATES]


_MACROS = {
    "douyin": "clickid",
    "xiaohongshu": "callback_param",
    "weibo": "mark_id",
    "bilibili": "track_id",
    "kuaishou": "callback",
    "wechat_ads": "gdt_vid",
    "wechat_channels": "finder_click",
}
_REFERRERS = {
    "douyin": "https://www.douyin.com/",
    "xiaohongshu": "https://www.xiaohongshu.com/",
    "weibo": "https://m.weibo.cn/",
    "bilibili": "https://m.bilibili.com/",
    "kuaishou": "https://m.kuaishou.com/",
    "wechat_ads": "https://ad.weixin.qq.com/",
    "wechat_channels": "https://channels.weixin.qq.com/",
}
_ADDRESS = brand.SITE + "/lp/{0}?utm_source={0}&utm_medium="
_PAGES = [
    (_ADDRESS.format(sea.name), f"&{_MACROS.get(sea.name, 'c')}=", _REFERRERS.get(sea.name, "")) for sea in planted.SEAS
]


def _page(_people: People, acts: Acts) -> list[str]:
    """The landing page's address as the platform leaves it: with its click macro after an ad, without after content."""
    said = []
    for sea, click in zip(of(acts, "sea").tolist(), of(acts, "click").tolist(), strict=True):
        address, macro, referrer = _PAGES[sea]
        tail = f"cpc{macro}{click:016x}" if click >= 0 else "content"
        said.append(f',"page":{{"url":"{address}{tail}","referrer":"{referrer}"}}')
    return said


def _form(people: People, acts: Acts) -> list[str]:
    """Name, number and town, as one writes them into a form."""
    rows = zip(acts.who.tolist(), acts.shown.tolist(), people.store[acts.who].tolist(), strict=True)
    return [
        f'"phone":"{people.number_of(row, shown)}","name":"{people.name_of(row)}","city":"{brand.STORES[store].city}"'
        for row, shown, store in rows
    ]


def _traits(people: People, acts: Acts) -> list[str]:
    """What a member's card says."""
    owners, stores = people.owner[acts.who].tolist(), people.store[acts.who].tolist()
    return [
        f'{form},"owner":{"true" if owner else "false"},"home_store":"{brand.STORES[store].code}"'
        for form, owner, store in zip(_form(people, acts), owners, stores, strict=True)
    ]


def _card(people: People, acts: Acts) -> list[str]:
    cards = people.identifiers.values[Slot.MEMBER]
    return [f'"member_no":"{cards[row]}","level":"普通会员"' for row in acts.who.tolist()]


def _invitation(fact: str) -> Column:
    def say(people: People, acts: Acts) -> list[str]:
        cards = people.identifiers.values[Slot.MEMBER]
        return [f"i{cards[row][2:]}" for row in of(acts, fact).tolist()]

    return say


def _order_number(_people: People, acts: Acts) -> list[str]:
    pairs = zip(of(acts, "seller").tolist(), of(acts, "order").tolist(), strict=True)
    return [f"{brand.SELLERS[seller].letter}{order:012d}" for seller, order in pairs]


_STORES = brand.STORES
_SEAS = planted.SEAS

COLUMNS: dict[str, Column] = {
    "campaign": _look_up("campaign", _campaigns()),
    "ad": _look_up("campaign", [_inner({"ad_id": f"{code}-a1", "campaign_id": code}) for code, _ in brand.CAMPAIGNS]),
    "campaign_id": _look_up("campaign", [code for code, _ in brand.CAMPAIGNS]),
    "by_channel": _look_up("sea", [f',"campaign":{{"source":"{sea.name}"}}' for sea in _SEAS]),
    "piece": _look_up("content", [_inner({"content_id": code, "title": title}) for code, title in brand.CONTENTS]),
    "account": _look_up("sea", [_inner({"account_id": f"xichi-{sea.name}", "platform": sea.name}) for sea in _SEAS]),
    "live": _look_up("sea", [f"live-{sea.name}" for sea in _SEAS]),
    "seconds": _plain("seconds"),
    "page": _page,
    "click": _hex("click"),
    "code": _look_up("code", [_inner(code) for code in brand.codes()]),
    "store": _look_up("store", [f'"store_id":"{shop.code}"' for shop in _STORES]),
    "and_store": _look_up("store", [f',"store_id":"{shop.code}"' for shop in _STORES]),
    "sold_in": _look_up("store", [
        "," + _inner({"store_id": shop.code, "store": shop.code, "dealer_id": brand.DEALERS[shop.dealer][0]})
        for shop in _STORES
    ]),
    "staff": _look_up("staff", brand.staff()),
    "way": _plain("way"),
    "group": _plain("group"),
    "lead": _plain("lead"),
    "template": _look_up("template", _templates()),
    "article": _look_up("article", [_inner(article) for article in brand.articles()]),
    "product": _look_up("product", [_inner({**_pieces(one), "brand": brand.BRAND}) for one in brand.PRODUCTS]),
    "model": _look_up("product", [one.name for one in brand.PRODUCTS]),
    "sku": _look_up("product", [one.sku for one in brand.PRODUCTS]),
    "item": _look_up("product", [_inner({"": {**_pieces(one), "quantity": 1}})[3:] for one in brand.PRODUCTS]),
    "and_item": _look_up("extra", ["," + _inner({"": {**_pieces(one), "quantity": 1}})[3:] for one in brand.PRODUCTS]),
    "site": _look_up("site", [brand.SITE, "mini://pages"]),
    "seller": _look_up("seller", [
        _inner({"platform": one.platform, "affiliation": one.name, "shop": "xichi", "online": one.platform != "pos"})
        for one in brand.SELLERS
    ]),
    "order": _order_number,
    "paid": _yuan("paid"),
    "off": _yuan("off"),
    "amount": _yuan("amount"),
    "stars": _plain("stars"),
    "booking": _hex("booking"),
    "form": _form,
    "traits": _traits,
    "card": _card,
    "consent_channel": _plain("channel"),
    "inviting": _invitation("code"),
    "inviter": _invitation("inviter"),
    "invitee": _invitation("invitee"),
}  # fmt: skip
"""By the name that stands between ``<`` and ``>`` in a phrase."""
