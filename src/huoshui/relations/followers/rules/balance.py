"""
What a subscription has left: acceptances less what was taken, never below nothing.

https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message.html: each acceptance of a
template for once is one message; a refusal ends what was accepted. An acceptance among somebody's own settings brings
none, as it is no answer to a question. A reservation is taken before the platform is asked, and given back only when
the platform certainly sent nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from huoshui.relations.followers.contract import Entry

_RANK: Final = {entry: place for place, entry in enumerate(Entry)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``at`` is in milliseconds since 1970-01-01 UTC; ``ref`` is the send of a reservation and its return."""

    entry: Entry
    at: int
    key: str
    ref: str = ""

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands in the ledger."""
        return self.at, _RANK[self.entry], self.key


@dataclass(frozen=True, slots=True)
class Balance:
    """What a ledger comes to; ``willing`` is whether the last word was a yes."""

    left: int = 0
    willing: bool = False
    since: int = 0


def replay(lines: Iterable[Line]) -> Balance:
    """This will tell what a ledger comes to; a line that is there twice counts once, and no order decides."""
    left, willing, since, taken = 0, False, 0, set[str]()
    for line in sorted({line.key: line for line in lines}.values(), key=lambda line: line.place):
        since = line.at
        match line.entry:
            case Entry.ACCEPTED:
                left, willing = left + 1, True
            case Entry.ALLOWED:
                willing = True
            case Entry.REFUSED | Entry.EXHAUSTED:
                left, willing = 0, False
                taken.clear()
            case Entry.RESERVED if left:
                left -= 1
                taken.add(line.ref)
            case Entry.RETURNED if line.ref in taken:
                left += 1
                taken.remove(line.ref)
            case _:
                pass
    return Balance(left, willing, since)


def may_send(balance: Balance, *, lasting: bool) -> bool:
    """This will tell whether a message may be sent."""
    return balance.willing if lasting else balance.left > 0


def why_not(lines: Iterable[Line]) -> str:
    """This will say why nothing is left: ``never`` accepted, ``refused``, or ``used``."""
    ordered = sorted(lines, key=lambda line: line.place)
    said = [line.entry for line in ordered if line.entry not in (Entry.RESERVED, Entry.RETURNED)]
    if not said:
        return "never"
    return "refused" if said[-1] is Entry.REFUSED else "used"


def reserved_at(lines: Iterable[Line], now: int) -> int:
    """This will give the moment of a reservation: after all that is known, whosever clock was ahead."""
    return max([now, *(line.at + 1 for line in lines)])
