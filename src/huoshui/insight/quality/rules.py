"""The arithmetic of channel quality: signs, the mixture, and per channel what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from scipy.special import gammaincc

from huoshui.insight.quality.contract import (
    CLASSES,
    EVERYBODY,
    RETENTION_DAYS,
    SIGNS,
    Class,
    Follower,
    Part,
    Quality,
    Report,
)
from huoshui.insight.science import follower_quality
from huoshui.insight.science.arrays import Flags, Floats, Integers
from huoshui.insight.science.follower_quality import Followers

BURST_MS = 15 * 60_000
BURST_LEAST, BURST_CHANCE = 5, 1e-6
"""A quarter of an hour is a burst when so many came in it, and that many by chance so seldom."""
AROUND_MS = 4 * 3_600_000
FITTED_ON = 60_000
"""The mixture is fitted to at most so many people, evenly chosen, and told of all."""
SETTLED_DAYS = 3.0
"""Before that, not to have come back says nothing."""
_SEED = 7


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of people, one place each; ``place`` is their channel's from 0, ``retained`` a column per day n."""

    persons: Integers
    place: Integers
    age: Floats
    day: Integers
    interactions: Floats
    deliveries: Floats
    reads: Floats
    signs: Flags
    reachable: Flags
    lately: Flags
    net_fen: Integers
    retained: Flags


def read(table: pa.Table, *, now: int) -> Seen:
    """This will read the warehouse's rows; ``now`` in milliseconds."""
    columns = {name: table.column(name).to_numpy() for name in table.column_names if name != "retained"}
    place, arrived = columns["place"].astype(np.int64) - 1, columns["arrived_at"].astype(np.int64)
    age = np.maximum((now - arrived) / 86_400_000, 0.02)
    never_back = (columns["back"] == 0) & (age >= SETTLED_DAYS)
    signs = np.column_stack([
        bursts(place, arrived), columns["left_soon"] != 0, columns["shared"] != 0, never_back
    ])  # fmt: skip
    retained = table.column("retained").combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return Seen(
        persons=columns["person"].astype(np.int64),
        place=place,
        age=age,
        day=columns["arrived_day"].astype(np.int64),
        interactions=columns["interactions"].astype(float),
        deliveries=columns["deliveries"].astype(float),
        reads=columns["reads"].astype(float),
        signs=signs,
        reachable=columns["reachable"] != 0,
        lately=columns["lately"] != 0,
        net_fen=columns["net_fen"].astype(np.int64),
        retained=(retained != 0).reshape(-1, len(RETENTION_DAYS)),
    )


def bursts(place: Integers, arrived: Integers) -> Flags:
    """
    This will mark who came in a burst: far more came to their channel in that quarter of an hour than by chance.

    Chance is the channel's own rate in the four hours around (so that a busy day is no burst), and three times its
    rate over all time where that is more.
    """
    found = np.zeros(len(place), dtype=bool)
    for channel in np.unique(place):
        inside = np.flatnonzero(place == channel)
        order = inside[np.argsort(arrived[inside], kind="stable")]
        at = arrived[order]
        near = _within(at, BURST_MS // 2)
        local = (_within(at, AROUND_MS // 2) - near) * (BURST_MS / (AROUND_MS - BURST_MS))
        always = 3 * len(at) * BURST_MS / max(at[-1] - at[0], 30 * AROUND_MS)
        expected = np.maximum(local, always) + 0.1
        by_chance = 1 - gammaincc(near, expected)  # of a Poisson count at least so many
        found[order] = (near >= BURST_LEAST) & (by_chance < BURST_CHANCE)
    return found


def _within(at: Integers, reach: int) -> Floats:
    """How many lie within ``reach`` to either side of each, itself included."""
    count: Floats = (
        np.searchsorted(at, at + reach, side="right") - np.searchsorted(at, at - reach, side="left")
    ).astype(float)
    return count


def mixture(seen: Seen, *, channels: int) -> tuple[follower_quality.Mixture, Floats, int]:
    """This will fit the mixture and tell everybody's chance of each class, and on how many it was fitted."""
    whole = _followers(seen, np.arange(len(seen.persons)))
    if len(seen.persons) <= FITTED_ON:
        fitted = follower_quality.fit(whole, channels=channels)
        return fitted, fitted.chance, len(seen.persons)
    chosen = np.random.default_rng(_SEED).choice(len(seen.persons), FITTED_ON, replace=False)
    fitted = follower_quality.fit(_followers(seen, chosen), channels=channels)
    return fitted, follower_quality.chances(whole, fitted), FITTED_ON


def _followers(seen: Seen, chosen: Integers) -> Followers:
    return Followers(
        channels=seen.place[chosen],
        age=seen.age[chosen],
        interactions=seen.interactions[chosen],
        deliveries=seen.deliveries[chosen],
        reads=seen.reads[chosen],
        signs=seen.signs[chosen].astype(float),
    )


def report(
    seen: Seen, fitted: follower_quality.Mixture, chance: Floats, *, names: Sequence[tuple[str, str]], today: int,
    fitted_on: int,
) -> Report:  # fmt: skip
    """This will sum up channels, each of ``names`` (name and Chinese name) that brought anybody, and all together."""
    buyers = float((seen.net_fen > 0).mean()) if len(seen.persons) else 0.0
    lines = [
        _line(name, chinese, seen, chance, rows, today, buyers)
        for place, (name, chinese) in enumerate(names)
        if len(rows := np.flatnonzero(seen.place == place))
    ]
    everybody = np.arange(len(seen.persons))
    return Report(
        channels=tuple(lines),
        total=_line(EVERYBODY, "全部", seen, chance, everybody, today, buyers),
        rates={name: float(rate) for name, rate in zip(CLASSES, fitted.rates, strict=True)},
        sign_rates={
            name: {sign: float(rate) for sign, rate in zip(SIGNS, rates, strict=True)}
            for name, rates in zip(CLASSES, fitted.sign_rates, strict=True)
        },
        fitted_on=fitted_on,
    )


def followers(seen: Seen, chance: Floats, *, place: int, of: Class, limit: int) -> tuple[Follower, ...]:
    """This will list who of a channel is most probably of a class, with what speaks for no person being there."""
    inside = np.flatnonzero(seen.place == place)
    column = CLASSES.index(of)
    order = inside[np.lexsort((seen.persons[inside], -chance[inside, column]))][:limit]
    return tuple(
        Follower(
            person=int(seen.persons[row]),
            chance={name: float(one) for name, one in zip(CLASSES, chance[row], strict=True)},
            reasons=_reasons(seen, row),
            interactions=int(seen.interactions[row]),
            days=float(seen.age[row]),
        )
        for row in order
    )


def _reasons(seen: Seen, row: int) -> tuple[str, ...]:
    found = [sign for sign, shown in zip(SIGNS, seen.signs[row], strict=True) if shown]
    if not seen.interactions[row]:
        found.append("no_interaction")
    if seen.deliveries[row] and not seen.reads[row]:
        found.append("reads_nothing")
    return tuple(found)


def _line(name: str, chinese: str, seen: Seen, chance: Floats, rows: Integers, today: int, buyers: float) -> Quality:
    size = len(rows)

    def part(flags: Flags) -> Part:
        return Part(float(flags[rows].sum()), size)

    mass = chance[rows].sum(axis=0) if size else np.zeros(3)
    bought = float((seen.net_fen[rows] > 0).sum())
    retained = {}
    for column, days in enumerate(RETENTION_DAYS):
        old = seen.day[rows] + days < today
        retained[days] = Part(float(seen.retained[rows, column][old].sum()), int(old.sum()))
    return Quality(
        channel=name,
        chinese=chinese,
        arrivals=size,
        active=Part(float(mass[0]), size),
        silent=Part(float(mass[1]), size),
        fake=Part(float(mass[2]), size),
        reachable=part(seen.reachable),
        seen=part(seen.lately),
        left_soon=part(seen.signs[:, SIGNS.index("left_soon")]),
        retained=retained,
        buyers=Part(bought, size),
        buyers_shrunken=(bought + _PRIOR * buyers) / (size + _PRIOR),
        net_fen=int(seen.net_fen[rows].sum()),
        signs={sign: part(seen.signs[:, column]) for column, sign in enumerate(SIGNS)},
    )


_PRIOR = 100
"""A channel's share of buyers is held by that of all, as if so many more people had come like all others."""
