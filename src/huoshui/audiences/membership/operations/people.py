"""People as the rounds know them: read where the truth about them is kept, many at once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import EVERYTHING
from huoshui.audiences.contract import language
from huoshui.audiences.membership.rules.crowd import Someone, pack
from huoshui.audiences.membership.rules.plan import Plan
from huoshui.audiences.queries import sale_of
from huoshui.audiences.rules.memory import judge
from huoshui.audiences.rules.person import Person, Sale
from huoshui.commerce import queries as commerce
from huoshui.commerce.contract import OrderFilter
from huoshui.identity import queries as links
from huoshui.people import queries as people
from huoshui.people.contract import Facts, Reached

_NOBODY = Reached(identified=False, channels=frozenset())
_NOTHING = Facts(0)


async def load(session: AsyncSession, plan: Plan, persons: Sequence[int], *, now: int) -> dict[int, Someone]:
    """This will read these people; who is not there (any more) comes as somebody who is in no segment."""
    arrivals = await links.arrivals_of(session, persons)
    reached = await people.reached(session, persons)
    facts = {one.person: one for one in await people.facts_of(session, persons)} if plan.asks_facts else {}
    sales = await _sales(session, arrivals) if plan.orders else {}
    still, found = _Still(plan, now=now), {}
    for number in persons:
        held, seen = arrivals.get(number, {}), reached.get(number)
        answers, kept = still.of(number, seen or _NOBODY, facts.get(number, _NOTHING))
        found[number] = Someone(
            number, seen is not None, tuple(held), answers, kept, tuple(sales.get(number, ())),
            arrivals=tuple(held.values()),
        )  # fmt: skip
    return found


async def persons_of(session: AsyncSession, identities: Iterable[int]) -> dict[int, int]:
    """This will tell whose these identities are; those that nobody has learned of yet are left out."""
    return await links.holders(session, list(identities))


class _Still:
    """
    Answers that do not change by time, and what must be known of a person beside them; both are worked out once for
    people of whom nothing more is known.
    """

    def __init__(self, plan: Plan, *, now: int) -> None:
        self._now = now
        self._leaves = [leaf.asked for leaf in plan.still.values()]
        self._by_number = any(isinstance(one, language.Bucket) for one in self._leaves)
        self._alike: dict[Reached, tuple[bytes, Person]] = {}
        moving = [leaf.asked for leaf in plan.moving.values()]
        self._traits = {one.name for one in moving if isinstance(one, language.TraitIs)}
        self._tags = {one.tag for one in moving if isinstance(one, language.Tagged)}

    def of(self, number: int, seen: Reached, said: Facts) -> tuple[bytes, Person]:
        if self._by_number or not said.empty:
            return self._worked_out(number, seen, said)
        if seen not in self._alike:
            self._alike[seen] = self._worked_out(0, seen, said)
        return self._alike[seen]

    def _worked_out(self, number: int, seen: Reached, said: Facts) -> tuple[bytes, Person]:
        whole = Person(number, seen.identified, seen.channels, said.traits, said.tags, said.granted, said.denied)
        traits = {name: value for name, value in said.traits.items() if name in self._traits}
        tags = {tag: at for tag, at in said.tags.items() if tag in self._tags}
        answers = pack([judge(one, whole, now=self._now).met for one in self._leaves])
        return answers, Person(number, seen.identified, traits=traits, tags=tags)


async def _sales(session: AsyncSession, held: Mapping[int, Iterable[int]]) -> dict[int, list[Sale]]:
    """The orders of these people: who ever ordered is asked first, for few of many thousands did."""
    buyers = await commerce.buyers(session, chain.from_iterable(held.values()))
    if not buyers:
        return {}
    whose = {identity: person for person, some in held.items() for identity in buyers.intersection(some)}
    wanted, found, after = OrderFilter(identities=list(whose)), dict[int, list[Sale]](), ""
    while True:
        page = await commerce.orders(session, scope=EVERYTHING, wanted=wanted, after=after, limit=commerce.MOST_AT_ONCE)
        for order in page.orders:
            if order.identity is not None:
                found.setdefault(whose[order.identity], []).append(sale_of(order))
        if page.after is None:
            return found
        after = page.after
