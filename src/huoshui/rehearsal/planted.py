"""The planted truths of the market: what later analysis must find again, and nothing else decides what people do."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sea:
    """
    One public channel and what is true of it.

    ``share`` of the people meet the brand here first. ``lift`` multiplies every purchase hazard of a person whom the
    channel brought, all else equal: it *is* the channel's effect on lifetime value. ``fake`` of its arrivals are bought
    followers. The rest is surface: ``uses`` (share of the people who are on it), ``ads`` and ``content`` (seen per day
    by an interested user), ``click`` and ``scan`` (willingness), ``follows`` (per content seen).
    """

    name: str
    chinese: str
    share: float
    lift: float
    fake: float
    uses: float
    ads: float
    content: float
    click: float
    scan: float
    follows: float


SEAS = (
    Sea("douyin", "抖音", 0.30, 0.80, 0.06, 0.30, 0.75, 1.05, 0.050, 0.36, 0.022),
    Sea("xiaohongshu", "小红书", 0.13, 2.60, 0.03, 0.10, 0.40, 1.05, 0.040, 0.44, 0.030),
    Sea("weibo", "微博", 0.09, 0.45, 0.30, 0.08, 0.62, 0.70, 0.024, 0.26, 0.020),
    Sea("bilibili", "B站", 0.09, 1.50, 0.03, 0.09, 0.30, 0.90, 0.030, 0.38, 0.034),
    Sea("kuaishou", "快手", 0.12, 0.55, 0.18, 0.11, 0.62, 0.95, 0.040, 0.32, 0.024),
    Sea("wechat_ads", "微信广告", 0.09, 0.70, 0.05, 0.90, 0.30, 0.0, 0.042, 0.42, 0.0),
    Sea("wechat_channels", "视频号", 0.08, 1.10, 0.04, 0.18, 0.25, 0.85, 0.034, 0.48, 0.022),
    Sea("stores", "门店", 0.10, 1.20, 0.0, 0.0, 0.0, 0.0, 0.0, 0.55, 0.0),
)
"""In this order everywhere: a channel's number is its place here."""

SEA = {sea.name: number for number, sea in enumerate(SEAS)}
RETARGETER = SEA["wechat_ads"]
"""Shows itself to whoever is about to buy anyway: best by last touch, without any effect."""


@dataclass(frozen=True, slots=True)
class Fatigue:
    """
    What a marketing push does to a contact (model and values: Huoshui's science notes, section 5.3).

    The stock of fatigue F falls by ``exp(-1/tau)`` a day; each push adds 1 after it had its effects. With F before the
    push, affinity x ~ N(0, 1) and the person's sensitivity s (mean 1):
    the push makes them delete with probability ``sigmoid(a + b*s*F + c*x)``, on top of ``h0`` on every day;
    it makes them buy something small with probability ``max(0, u0 + u1*x) * exp(-eta*F)``, on top of the rest.
    """

    tau: float = 7.0
    a: float = -7.0
    b: float = 0.55
    c: float = -0.8
    h0: float = 2e-4
    base: float = 0.004
    u0: float = 0.010
    u1: float = 0.012
    eta: float = 0.35
    sensitivity_spread: float = 0.25


FATIGUE = Fatigue()
SKIPPED = 0.10
"""Share of the planned pushes that is withheld at random, so that the effect can be told from the plan."""
LAB = 0.06
"""Share of the contacts whose cadence is drawn at random between none and three times the plan."""
CADENCE = 2.0 / 7
"""Marketing pushes a contact and day, by plan."""
PUSHY_DEALER = 4
"""The dealer (by number) who pushes three times as often as the others and pays for it in deletions."""
PUSHY = 3.0

SILENT = 0.30
"""Share of the real people who, once they follow, never act."""

SHARED_PHONE = 0.03
SHARED_DEVICE = 0.03
RECYCLED_PHONE = 0.02
SECOND_DEVICE = 0.27
SECOND_WECHAT = 0.035
UNIONID_UNBOUND = 0.07
"""Share whose WeCom contact carries no unionid, so that nothing but a phone can join it."""

MATCHED = 0.7
"""Share whose ads a platform reports under their account there, not under a device."""
BRIDGED = 0.75
"""Share of first steps into WeChat that still say from which platform account they were made."""

LATE = 0.006
DUPLICATE = 0.004
INVALID = 0.00012
SKEWED_DEVICE = 0.012


def plain() -> dict[str, Any]:
    """This will give all of the above as plain values, for the truth that is written beside the data."""
    return {
        "channels": [asdict(sea) for sea in SEAS],
        "channel_lift_ranking": [sea.name for sea in sorted(SEAS, key=lambda sea: -sea.lift)],
        "retargeter": SEAS[RETARGETER].name,
        "fatigue": asdict(FATIGUE),
        "pushes": {
            "skipped_at_random": SKIPPED,
            "lab_share": LAB,
            "cadence_per_day": CADENCE,
            "pushy_dealer": f"D{PUSHY_DEALER + 1:02d}",
            "pushy_times": PUSHY,
        },
        "silent_share": SILENT,
        "identity": {
            "shared_phone": SHARED_PHONE,
            "shared_device": SHARED_DEVICE,
            "recycled_phone": RECYCLED_PHONE,
            "second_device": SECOND_DEVICE,
            "second_wechat": SECOND_WECHAT,
            "unionid_unbound": UNIONID_UNBOUND,
            "ads_under_account": MATCHED,
            "bridged": BRIDGED,
        },
        "delivery": {"late": LATE, "duplicate": DUPLICATE, "invalid": INVALID, "skewed_device": SKEWED_DEVICE},
    }
