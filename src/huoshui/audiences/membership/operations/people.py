"""People as the rounds know them: read where the truth about them is kept, many at once."""

from collections.abc import Iterable, Sequence

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
from huoshui.people.contract import Facts


async def load(session: AsyncSession, plan: Plan, persons: Sequence[int], *, now: int) -> dict[int, Someone]:
    """This will read these people; who is not there (any more) comes as somebody who is in no segment."""
    identities = await links.identities_of(session, persons)
    summaries = {one.person: one for one in await people.summaries(session, persons, scope=EVERYTHING)}
    facts = {one.person: one for one in await people.facts_of(session, persons)} if plan.asks_facts else {}
    whose = {identity: person for person, some in identities.items() for identity in some}
    sales = await _sales(session, whose) if plan.orders else {}
    still, found = _Still(plan), {}
    for number in persons:
        summary, said = summaries.get(number), facts.get(number, Facts(number))
        whole = Person(
            number, summary is not None and summary.identified, frozenset(summary.channels if summary else ()),
            said.traits, said.tags, said.granted, said.denied,
        )  # fmt: skip
        held = tuple(identities.get(number, ()))
        found[number] = Someone(
            number, summary is not None, held, still.of(whole, empty=said.empty, now=now), still.kept(whole),
            tuple(sales.get(number, ())),
        )  # fmt: skip
    return found


async def persons_of(session: AsyncSession, identities: Iterable[int]) -> dict[int, int]:
    """This will tell whose these identities are; those that nobody has learned of yet are left out."""
    return await links.holders(session, list(identities))


class _Still:
    """Answers that do not change by time; of people who are alike they are worked out once."""

    def __init__(self, plan: Plan) -> None:
        self._leaves = [leaf.asked for leaf in plan.still.values()]
        self._by_number = any(isinstance(one, language.Bucket) for one in self._leaves)
        self._alike: dict[tuple[bool, frozenset[str]], bytes] = {}
        moving = [leaf.asked for leaf in plan.moving.values()]
        self._traits = {one.name for one in moving if isinstance(one, language.TraitIs)}
        self._tags = {one.tag for one in moving if isinstance(one, language.Tagged)}

    def of(self, person: Person, *, empty: bool, now: int) -> bytes:
        if not empty or self._by_number:
            return self._answers(person, now)
        key = (person.known, person.reach)
        if key not in self._alike:
            self._alike[key] = self._answers(person, now)
        return self._alike[key]

    def kept(self, person: Person) -> Person:
        """What must be known of a person beside the answers."""
        traits = {name: value for name, value in person.traits.items() if name in self._traits}
        tags = {tag: at for tag, at in person.tags.items() if tag in self._tags}
        return Person(person.number, person.known, traits=traits, tags=tags)

    def _answers(self, person: Person, now: int) -> bytes:
        return pack([judge(one, person, now=now).met for one in self._leaves])


async def _sales(session: AsyncSession, whose: dict[int, int]) -> dict[int, list[Sale]]:
    wanted, found, after = OrderFilter(identities=list(whose)), dict[int, list[Sale]](), ""
    while True:
        page = await commerce.orders(session, scope=EVERYTHING, wanted=wanted, after=after, limit=commerce.MOST_AT_ONCE)
        for order in page.orders:
            if order.identity is not None:
                found.setdefault(whose[order.identity], []).append(sale_of(order))
        if page.after is None:
            return found
        after = page.after
