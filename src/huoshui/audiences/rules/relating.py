"""
Ties with our staff and groups, out of the events that tell of them: the standing that a history of few steps comes to.

`huoshui.relations` keeps the whole histories and tells the river what happened; here the same standings are read back
from what was told, for any moment. A property test holds the two equal.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, get_args

from huoshui.audiences.contract.relating import (
    GROUP_EVENTS,
    HANDED_ON,
    RELATION_EVENTS,
    Grouped,
    GroupStanding,
    Related,
    RelationStanding,
)
from huoshui.audiences.rules.bounds import of_window
from huoshui.audiences.rules.person import Deed
from huoshui.bedrock import readings

Asked = Related | Grouped


class Telling(NamedTuple):
    """
    How one kind of tie is told of.

    ``standings`` are beginnings first (``begun`` many), as at one moment they happened; a standing's rank is its place
    from 1. Of several steps that do not undo each other the highest stands: whoever is a friend is no half one, and a
    deletion by the customer that staff then cleared away is staff's. ``whom`` is the property that names the other side
    and ``giver`` the one whose tie `HANDED_ON` ends, with the last of the standings.
    """

    standings: tuple[str, ...]
    begun: int
    events: Mapping[str, str]
    whom: str
    giver: str = ""

    @property
    def ranks(self) -> dict[str, int]:
        """This will give the rank of each event."""
        return {name: self.standings.index(standing) + 1 for name, standing in self.events.items()}


RELATIONS: Final = Telling(get_args(RelationStanding), 2, RELATION_EVENTS, "staff_id", "from_staff_id")
GROUPS: Final = Telling(get_args(GroupStanding), 1, GROUP_EVENTS, "group_id")


class Between(NamedTuple):
    """Whose tie it is; where neither corp nor contact is told (rows of a file), the other side alone."""

    corp: str
    contact: str
    whom: str

    @property
    def named(self) -> bool:
        """This will tell whether it is known with which contact."""
        return bool(self.corp or self.contact)


class Step(NamedTuple):
    """What an event did to one tie; they sort as they happened."""

    at: int
    rank: int
    way: str


class Tie(NamedTuple):
    """How one tie stands, since when (milliseconds), and by which way it last began."""

    since: int
    standing: str
    way: str
    between: Between


def telling_of(asked: Asked) -> Telling:
    """This will tell which kind of tie a condition is about."""
    return RELATIONS if isinstance(asked, Related) else GROUPS


def whom(asked: Asked) -> tuple[str, ...] | None:
    """This will give the staff or groups that a condition is about; ``None``: any."""
    return asked.staff if isinstance(asked, Related) else asked.groups


def ways(asked: Asked) -> tuple[str, ...] | None:
    """This will give the ways that a condition asks for; ``None``: any."""
    return asked.ways if isinstance(asked, Related) else None


def ties(asked: Asked, deeds: Iterable[Deed], *, now: int) -> list[Tie]:
    """
    This will read the ties with the corps and staff or groups that are asked for, as they stand at a moment.

    They come in the order in which they began to stand so. What names no contact stands only where nothing else of that
    staff member or group does: it is the same tie as a file had it, before the platform told of it.
    """
    told, wanted = telling_of(asked), whom(asked)
    histories: defaultdict[Between, list[Step]] = defaultdict(list)
    for deed in deeds:
        for between, step in _steps(told, deed) if deed.at <= now else ():
            if (asked.corps is None or between.corp in asked.corps) and (wanted is None or between.whom in wanted):
                histories[between].append(step)
    named = {between.whom for between in histories if between.named}
    counted = ((one, steps) for one, steps in histories.items() if one.named or one.whom not in named)
    return sorted(_come_to(told, between, sorted(steps)) for between, steps in counted)


def is_alike(asked: Asked, tie: Tie, *, now: int) -> bool:
    """This will tell whether a tie is one of those asked for."""
    wanted = ways(asked)
    return (
        (asked.standing is None or tie.standing in asked.standing)
        and (wanted is None or tie.way in wanted)
        and (asked.within is None or of_window(asked.within, now=now).hold(tie.since))
    )


def _steps(told: Telling, deed: Deed) -> Iterator[tuple[Between, Step]]:
    rank = told.ranks.get(deed.name)
    if rank is None:
        return
    corp, contact, whom_, giver, way = (
        readings.text(deed.properties.get(name)) or ""
        for name in ("corp_id", "external_userid", told.whom, told.giver, "add_way")
    )
    if whom_:
        yield Between(corp, contact, whom_), Step(deed.at, rank, way)
    if giver and deed.name == HANDED_ON:
        yield Between(corp, contact, giver), Step(deed.at, len(told.standings), "")


def _come_to(told: Telling, between: Between, steps: list[Step]) -> Tie:
    """The steps that count are those since the last beginning, or, where it still lasts, since the last end."""
    begun = max((step.at for step in steps if step.rank <= told.begun), default=None)
    ended = max((step.at for step in steps if step.rank > told.begun), default=None)
    if begun is not None and (ended is None or begun > ended):
        counted = [step for step in steps if ended is None or step.at > ended]
    else:
        counted = [step for step in steps if begun is None or step.at >= begun]
    rank = max(step.rank for step in counted)
    since = min(step.at for step in counted if step.rank == rank)
    way = next((step.way for step in reversed(steps) if step.way and step.rank <= told.begun), "")
    return Tie(since, told.standings[rank - 1], way, between)
