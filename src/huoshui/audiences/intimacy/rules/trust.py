"""Trust stages with hysteresis: it takes more to enter a stage than to stay in it, and time between two changes."""

from dataclasses import dataclass

from huoshui.audiences.intimacy.contract.signals import DAY_MS
from huoshui.bedrock.readings import SCALE


@dataclass(frozen=True, slots=True)
class Threshold:
    """The score from which a stage is entered, and below which it is left."""

    enter: float
    leave: float


THRESHOLDS = (Threshold(60, 50), Threshold(85, 77), Threshold(96, 92))
"""熟人, 朋友, 家人, in scores: shares of the people who were less close when the model was fitted."""
DWELL_DAYS = 7
"""How long a stage lasts at least."""

ENTER = tuple(round(one.enter * SCALE) for one in THRESHOLDS)
LEAVE = tuple(round(one.leave * SCALE) for one in THRESHOLDS)
DWELL_MS = DWELL_DAYS * DAY_MS


def following(stage: int | None, since: int, points: int, *, now: int) -> int:
    """
    This will give the stage (0 陌生人 … 3 家人) after a day, by the stage before, since when (ms), and the score.

    ``points`` are ten-thousandths of a score. Who is new is placed by what it takes to enter. Within a stage's dwell
    nothing changes; after it a person rises to the highest stage that they may enter, or falls to the highest in which
    they may stay. The law: while the score moves between a stage's leave and the next one's enter, the stage stays.
    """
    rises = sum(points >= enter for enter in ENTER)
    if stage is None:
        return rises
    if now - since < DWELL_MS:
        return stage
    stays = sum(points >= leave for leave in LEAVE)
    return rises if rises > stage else min(stage, stays)
