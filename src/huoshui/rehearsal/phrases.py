"""How each act is said: the event's name, the source that sends it, and what stands in its context and properties."""

import re
from dataclasses import dataclass

import numpy as np

from huoshui.rehearsal import brand, planted
from huoshui.rehearsal.chance import Ints
from huoshui.rehearsal.scene import Acts
from huoshui.rehearsal.words import COLUMNS, Column, of

PRIVATE_SOURCES = ("wecom", "wechat_mp", "miniprogram", "website")
SOURCES = (*(sea.name for sea in planted.SEAS), *PRIVATE_SOURCES)
"""One source a public channel, and one each for WeCom, the official account, the mini-program and the web site."""
WECOM, OFFICIAL, MINI, WEB = range(len(planted.SEAS), len(SOURCES))
_STORES = planted.SEA["stores"]
_SOLD_FROM = np.array([SOURCES.index(seller.source) for seller in brand.SELLERS])
_COLUMN = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    One kind of message: JSON with columns of `words.COLUMNS` between ``<`` and ``>``.

    ``source`` is the number of a source, or names what decides it: ``sea``, ``seller``, ``site``, ``in_store``.
    ``around`` continues the context object and so begins with a comma.
    """

    source: int | str
    properties: str
    around: str = ""
    kind: str = "track"

    def template(self, name: str, prefix: str) -> tuple[str, list[Column]]:
        """
        This will give a %-template and its columns.

        Five places come before the columns: a running number, the moment in three pieces, and who it was.
        """
        said = f'"event":"{name}",' if self.kind == "track" else ""
        head = f'{{"type":"{self.kind}",{said}"messageId":"{prefix}-%x","timestamp":"%s%s%s",%s'
        object_name = "traits" if self.kind == "identify" else "properties"
        rest = f'{self.around}}},"{object_name}":{{{self.properties}}}}}'.replace("%", "%%")
        return head + _COLUMN.sub("%s", rest), [COLUMNS[column] for column in _COLUMN.findall(rest)]


_SERVED = '"staff_id":"<staff>"'
_ORDER = (
    '"order_id":"<order>",<seller>,"total":<paid>,"discount":<off>,"currency":"CNY",'
    '"products":[<item><and_item>]<sold_in>,"staff_id":"<staff>","salesperson":"<staff>"'
)
_RIDE = '"booking_id":"b-<booking>","model":"<model>"'
_APP = f'"appid":"{brand.OFFICIAL}"'

PHRASES: dict[str, Phrase] = {
    "Ad Viewed": Phrase("sea", "<ad>", "<campaign>"),
    "Ad Clicked": Phrase("sea", '<ad>,"click_id":"<click>"', "<campaign>"),
    "Content Viewed": Phrase("sea", '<piece>,"form":"video","seconds":<seconds>'),
    "Content Liked": Phrase("sea", '<piece>,"form":"video"'),
    "Content Saved": Phrase("sea", '<piece>,"form":"video"'),
    "Content Commented": Phrase("sea", '<piece>,"form":"video","text":"想了解续航"'),
    "Content Shared": Phrase("sea", '<piece>,"form":"video","share_via":"wechat"'),
    "Account Followed": Phrase("sea", "<account>"),
    "Account Unfollowed": Phrase("sea", "<account>"),
    "Live Entered": Phrase("sea", '"live_id":"<live>"'),
    "Live Left": Phrase("sea", '"live_id":"<live>","seconds":<seconds>'),
    "Live Commented": Phrase("sea", '"live_id":"<live>","text":"续航多少公里"'),
    "Landing Page Viewed": Phrase(WEB, '"page_id":"lp","campaign_id":"<campaign_id>"', "<campaign><page>"),
    "Product Viewed": Phrase("site", "<product>", ',"page":{"url":"<site>/p/<sku>"}'),
    "Product Added": Phrase(MINI, '<product>,"quantity":1'),
    "Lead Submitted": Phrase(
        WEB, '<form>,"form_id":"f-ride","form_name":"预约试骑","click_id":"<click>"<and_store>', "<campaign><page>"
    ),
    "Lead Assigned": Phrase(WEB, f'"lead_id":"l-<lead>",<store>,{_SERVED}'),
    "Lead Followed Up": Phrase(WEB, f'"lead_id":"l-<lead>",{_SERVED},"result":"已联系"'),
    "Live Code Scanned": Phrase(WEB, "<code><and_store>", "<by_channel>"),
    "Contact Added": Phrase(WECOM, f'{_SERVED},<code><and_store>,"add_way":"<way>"', "<by_channel>"),
    "Contact Deleted Staff": Phrase(WECOM, _SERVED),
    "Contact Remarked": Phrase(WECOM, _SERVED),
    "Group Joined": Phrase(WECOM, f'"group_id":"g-<group>",{_SERVED}<and_store>,"join_scene":"3"'),
    "Group Left": Phrase(WECOM, '"group_id":"g-<group>","quit_scene":"0"'),
    "Message Sent": Phrase(WECOM, f"{_SERVED},<template>"),
    "Message Clicked": Phrase(WECOM, '"url":"https://m.xichi.example/t"'),
    "Message Replied": Phrase(WECOM, f'{_SERVED},"kind":"text"'),
    "Consultation Started": Phrase(WECOM, f'{_SERVED},"topic":"车型"'),
    "Moment Interacted": Phrase(WECOM, f'{_SERVED},"kind":"like"'),
    "Official Account Followed": Phrase(OFFICIAL, _APP),
    "Official Account Unfollowed": Phrase(OFFICIAL, _APP),
    "Official Account Article Read": Phrase(OFFICIAL, "<article>"),
    "Mini Program Opened": Phrase(MINI, f'"appid":"{brand.MINI}","path":"pages/home"'),
    "Member Joined": Phrase("in_store", "<card><and_store>"),
    "identify": Phrase("in_store", "<traits>", kind="identify"),
    "Consent Granted": Phrase(WEB, '"purpose":"marketing","version":"2026-01","channel":"<consent_channel>"'),
    "Consent Withdrawn": Phrase(MINI, '"purpose":"marketing","channel":"<consent_channel>"'),
    "Test Ride Booked": Phrase(MINI, f"{_RIDE},<form><and_store>"),
    "Test Ride Completed": Phrase(_STORES, f"{_RIDE},{_SERVED}<and_store>"),
    "Store Visited": Phrase(_STORES, f'<store>,"purpose":"试骑",{_SERVED}'),
    "Service Completed": Phrase(_STORES, "<store>"),
    "Order Placed": Phrase("seller", _ORDER),
    "Order Completed": Phrase("seller", _ORDER),
    "Order Cancelled": Phrase("seller", '"order_id":"<order>",<seller>,"reason":"超时未付款"'),
    "Order Refunded": Phrase(
        "seller",
        '"order_id":"<order>",<seller>,"refund":<amount>,"total":<amount>,"refund_id":"r<order>","reason":"不想要了"',
    ),
    "Review Written": Phrase("seller", '"order_id":"<order>","product_id":"<sku>","rating":<stars>'),
    "Invitation Sent": Phrase(WECOM, '"campaign_id":"mgm","share_via":"wechat","code":"<inviting>"'),
    "Invitation Accepted": Phrase(WEB, '"campaign_id":"mgm","code":"<inviter>","inviter":"<inviter>"'),
    "Referral Made": Phrase(WECOM, '"campaign_id":"mgm","invitee":"<invitee>"'),
}
"""By the event's name in the dictionary; ``identify`` is a call of its own."""


def sources_of(phrase: Phrase, acts: Acts) -> Ints:
    """This will tell from which source (number) each act is sent."""
    if phrase.source == "sea":
        return of(acts, "sea")
    if phrase.source == "seller":
        return np.asarray(_SOLD_FROM[of(acts, "seller")])
    if phrase.source == "site":
        return np.where(of(acts, "site") == 0, WEB, MINI)
    if phrase.source == "in_store":
        return np.where(of(acts, "in_store") == 1, _STORES, MINI)
    return np.full(acts.who.size, phrase.source)
