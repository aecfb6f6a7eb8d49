"""What goes wrong on the way: messages that are late, told twice, or not what the door takes."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from huoshui.rehearsal import planted
from huoshui.rehearsal.chance import Dice, Ints
from huoshui.rehearsal.phrases import MINI, WEB, WECOM
from huoshui.rehearsal.truth import Truth

_LATEST_DAYS = 5


class Mishaps:
    """Lets a share of one cohort's messages go wrong, and counts it in the truth."""

    def __init__(self, dice: Dice, truth: Truth, prefix: str) -> None:
        self._dice = dice
        self._truth = truth
        self._prefix = prefix
        self._late: dict[date, list[tuple[int, str]]] = {}
        self._bad = 0

    def of_day(self, day: date, order: Ints, source: Ints, texts: list[str]) -> dict[int, list[str]]:
        """This will give the day's messages by source in ``order``, with late ones, repetitions and nonsense."""
        late = self._dice.random(order.size) < planted.LATE
        for place in order[late].tolist():
            due = day + timedelta(days=int(self._dice.integers(1, _LATEST_DAYS + 1)))
            self._late.setdefault(due, []).append((int(source[place]), texts[place]))
        here = order[~late]
        again = here[self._dice.random(here.size) < planted.DUPLICATE]
        sent: dict[int, list[str]] = {}
        for number in np.unique(source[here]).tolist():
            sent[number] = [texts[place] for place in here[source[here] == number].tolist()]
        extra = [*self._late.pop(day, []), *((int(source[place]), texts[place]) for place in again.tolist())]
        extra += self._nonsense(day, int(self._dice.binomial(order.size, planted.INVALID)))
        for number, text in extra:
            sent.setdefault(number, []).append(text)
        self._truth.count(self._truth.delivery, "late", int(late.sum()))
        self._truth.count(self._truth.delivery, "duplicate", int(again.size))
        return sent

    def left_over(self) -> dict[int, list[str]]:
        """This will give what would have come after the last day."""
        rest: dict[int, list[str]] = {}
        for day in sorted(self._late):
            for number, text in self._late[day]:
                rest.setdefault(number, []).append(text)
        self._late.clear()
        return rest

    def _nonsense(self, day: date, count: int) -> list[tuple[int, str]]:
        wrong = []
        for _ in range(count):
            code, source, make = _NONSENSE[self._bad % len(_NONSENSE)]
            self._bad += 1
            wrong.append((source, make(f"{self._prefix}-void{self._bad}", f"{day.isoformat()}T08:00:00.000Z")))
            self._truth.count(self._truth.delivery, f"invalid.{code}", 1)
        return wrong


def _message(said: str) -> Callable[[str, str], str]:
    head = '{"type":"track","event":"Product Viewed","messageId":"%s","timestamp":"%s"'
    return lambda number, at: head % (number, at) + said.replace("<number>", number) + "}"


def _someone(said: str, instead: str) -> Callable[[str, str], str]:
    make = _message(',"anonymousId":"<number>","properties":{}')
    return lambda number, at: make(number, at).replace(said, instead)


_TOO_MUCH = "长" * 11_500

_NONSENSE: tuple[tuple[str, int, Callable[[str, str], str]], ...] = (
    ("NoIdentifier", WEB, _message(',"properties":{}')),
    ("NoEventName", MINI, _someone('"Product Viewed"', '""')),
    ("BadTimestamp", WEB, _someone("T08:00:00.000Z", " 25:61")),
    ("NoSuchKind", MINI, _someone('"track"', '"trak"')),
    ("NoUsableIdentifier", WECOM, _message(',"context":{"externalIds":[{"id":"144****0000","type":"phone"}]}')),
    ("MessageIdTooLong", WEB, _someone('"messageId":"', '"messageId":"' + "x-" * 70)),
    ("EventTooLarge", MINI, _someone('"properties":{', f'"properties":{{"note":"{_TOO_MUCH}"')),
)
"""The code that the door should answer, the source, and the message."""
