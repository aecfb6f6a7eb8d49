"""The people of the market: what each is, once and for all, before anything happens."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from huoshui.rehearsal import brand, planted
from huoshui.rehearsal.chance import DAY, HOUR, Dice, Floats, Ints, Mask, choose, moments, season
from huoshui.rehearsal.identifiers import Identifiers, Sharing, Slot, give

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文斌宇浩晨雪梅婷欣怡佳俊"
COHORT = 20_000
"""So many people live through the whole time together; markets of more are told cohort by cohort."""


@dataclass(frozen=True, slots=True)
class Bursts:
    """When bought followers arrive: for each channel a few (day, millisecond of that day), minutes wide."""

    day: Ints
    at: Ints


@dataclass(frozen=True, slots=True)
class Diet:
    """How much of something (ads, content) each would see a day at most, and from which channels."""

    total: Floats
    upto: Floats
    """(n, channels): cumulative shares of the channels."""

    @classmethod
    def of(cls, uses: Mask, daily: tuple[float, ...]) -> "Diet":
        """This will give the diet of people on some platforms that show so much a day."""
        amounts = np.cumsum(uses * np.array(daily), axis=1)
        total = amounts[:, -1]
        return cls(total, amounts / np.maximum(total, 1e-12)[:, None])

    def served(self, dice: Dice, who: Ints, appetite: Floats) -> tuple[Ints, Ints]:
        """This will draw what people see today: who (repeated) and from which channel."""
        seen = np.repeat(who, dice.poisson(appetite * self.total[who]))
        return seen, (self.upto[seen] < dice.random(seen.size)[:, None]).sum(axis=1)


@dataclass(frozen=True, slots=True)
class People:
    """
    The latent types of a cohort, one row a person.

    ``origin`` is the channel that first brings them, drawn without regard to anything else, so that a channel's people
    differ by its planted lift alone. ``affinity`` x and ``sensitivity`` s are those of `planted.Fatigue`; ``trust``
    in 0…1 is the planted order of intimacy. ``owner`` rides a vehicle of the brand already.
    """

    first: int
    origin: Ints
    arrives_on: Ints
    arrives_at: Ints
    fake: Mask
    silent: Mask
    affinity: Floats
    sensitivity: Floats
    trust: Floats
    lift: Floats
    owner: Mask
    uses: Mask
    """(n, channels): which platforms they are on."""
    ads: Diet
    content: Diet
    store: Ints
    device: Ints
    second_device: Mask
    second_wechat: Mask
    unbound: Mask
    matched: Mask
    """Whose ads a platform reports under their account there."""
    skewed: Ints
    """By how many milliseconds the clock of their first device is wrong; 0 for nearly all."""
    new_phone_on: Ints
    """The day from which they use their second number; beyond the last day for nearly all."""
    sharing: Sharing
    identifiers: Identifiers

    @property
    def count(self) -> int:
        """How many people there are."""
        return int(self.origin.size)

    def name_of(self, row: int) -> str:
        """This will make up a name, the same each time."""
        number = (self.first + row) * 2_654_435_761 % 2**32
        given = _GIVEN[number // 64 % len(_GIVEN)] + (_GIVEN[number // 4096 % len(_GIVEN)] if number % 5 else "")
        return _SURNAMES[number % len(_SURNAMES)] + given

    def number_of(self, row: int, shown: int) -> str:
        """This will give the phone number that is among the ``shown`` identifiers."""
        slot = Slot.PHONE2 if shown >> Slot.PHONE2 & 1 else Slot.PHONE
        return self.identifiers.values[slot][row]

    @property
    def real(self) -> Mask:
        """Who is neither fake nor silent."""
        return ~(self.fake | self.silent)


def bursts(dice: Dice, day_count: int) -> Bursts:
    """This will settle when each channel's bought followers arrive, for the whole market."""
    shape = (len(planted.SEAS), 3)
    return Bursts(dice.integers(0, max(1, int(day_count * 0.85)), shape), dice.integers(9 * HOUR, 23 * HOUR, shape))


def draw(dice: Dice, *, first: int, count: int, days: list[date], burst: Bursts) -> People:
    """This will draw the people numbered ``first`` to ``first + count`` of the market."""
    origin = choose(dice, tuple(sea.share for sea in planted.SEAS), count)
    fake = dice.random(count) < np.array([sea.fake for sea in planted.SEAS])[origin]
    arrives_on, arrives_at = _arrivals(dice, origin, fake, days, burst)
    affinity = dice.standard_normal(count)
    store = choose(dice, tuple(shop.size for shop in brand.STORES), count)
    second_device = (dice.random(count) < planted.SECOND_DEVICE) & ~fake
    sharing = _sharing(dice, second_device, ~fake & (affinity > 0.2), arrives_on, len(days))
    new_phone_on = np.full(count, len(days) + 1)
    new_phone_on[sharing.recycled[:, 0]] = sharing.recycled_on
    uses = _uses(dice, origin, count)
    dealer_corp = [brand.corp_of(shop) for shop in store.tolist()]
    return People(
        first=first,
        origin=origin,
        arrives_on=arrives_on,
        arrives_at=arrives_at,
        fake=fake,
        silent=(dice.random(count) < planted.SILENT) & ~fake,
        affinity=affinity,
        sensitivity=_sensitivity(dice, count),
        trust=_trust(dice, affinity),
        lift=np.array([sea.lift for sea in planted.SEAS])[origin],
        owner=(dice.random(count) < 0.14) & ~fake,
        uses=uses,
        ads=Diet.of(uses, tuple(sea.ads for sea in planted.SEAS)),
        content=Diet.of(uses, tuple(sea.content for sea in planted.SEAS)),
        store=store,
        device=choose(dice, tuple(weight for _, _, weight, _ in brand.DEVICES), count),
        second_device=second_device,
        second_wechat=(dice.random(count) < planted.SECOND_WECHAT) & ~fake,
        unbound=dice.random(count) < planted.UNIONID_UNBOUND,
        matched=dice.random(count) < planted.MATCHED,
        skewed=_skew(dice, count),
        new_phone_on=new_phone_on,
        sharing=sharing,
        identifiers=give(dice, first=first, count=count, sharing=sharing, farm=fake, dealer_corp=dealer_corp),
    )


def _arrivals(dice: Dice, origin: Ints, fake: Mask, days: list[date], burst: Bursts) -> tuple[Ints, Ints]:
    slope = np.linspace(1.8, 0.45, len(days))
    online = slope * np.array([season(day, "online") for day in days])
    in_store = slope * np.array([season(day, "store") for day in days])
    walks_in = origin == planted.SEA["stores"]
    arrives_on = np.where(walks_in, choose(dice, in_store, origin.size), choose(dice, online, origin.size))
    at = np.where(walks_in, moments(dice, "store", origin.size), moments(dice, "phone", origin.size))
    which = dice.integers(0, burst.day.shape[1], origin.size)
    bought_at = np.minimum(burst.at[origin, which] + dice.integers(0, 12 * 60_000, origin.size), DAY - 1)
    return np.where(fake, burst.day[origin, which], arrives_on), np.where(fake, bought_at, at)


def _sensitivity(dice: Dice, count: int) -> Floats:
    spread = planted.FATIGUE.sensitivity_spread
    return np.exp(spread * dice.standard_normal(count) - spread**2 / 2)


def _trust(dice: Dice, affinity: Floats) -> Floats:
    closeness = 0.7 * affinity + np.sqrt(1 - 0.7**2) * dice.standard_normal(affinity.size)
    order = np.empty(affinity.size)
    order[np.argsort(closeness, kind="stable")] = (np.arange(affinity.size) + 0.5) / affinity.size
    return order


def _uses(dice: Dice, origin: Ints, count: int) -> Mask:
    uses = dice.random((count, len(planted.SEAS))) < np.array([sea.uses for sea in planted.SEAS])
    uses[np.arange(count), origin] = True
    return uses


def _skew(dice: Dice, count: int) -> Ints:
    wrong = dice.random(count) < planted.SKEWED_DEVICE
    hours = dice.choice(np.array([-26.0, -8.0, -0.4, 0.3, 8.0, 31.0]), count)
    return np.where(wrong, (hours * HOUR).astype(np.int64), 0)


def _sharing(dice: Dice, second_device: Mask, keen: Mask, arrives_on: Ints, day_count: int) -> Sharing:
    tablets = dice.permutation(np.flatnonzero(second_device))
    # Numbers are shared among those who are likely to tell theirs.
    rows = dice.permutation(np.flatnonzero(keen))
    device = _pairs(tablets, int(second_device.size * planted.SHARED_DEVICE / 2))
    phone = _pairs(rows, int(second_device.size * planted.SHARED_PHONE / 2))
    recycled = _pairs(rows[phone.size :], int(second_device.size * planted.RECYCLED_PHONE / 2))
    # The earlier arrival loses the number, the later one gets it, and never before they arrive.
    swap = arrives_on[recycled[:, 0]] > arrives_on[recycled[:, 1]]
    recycled[swap] = recycled[swap][:, ::-1]
    apart = arrives_on[recycled[:, 1]] - arrives_on[recycled[:, 0]] >= min(20, day_count // 3)
    recycled = recycled[apart]
    return Sharing(device, phone, recycled, arrives_on[recycled[:, 1]])


def _pairs(rows: Ints, pairs: int) -> Ints:
    pairs = min(pairs, rows.size // 2)
    return rows[: 2 * pairs].reshape(pairs, 2).astype(np.int64)
