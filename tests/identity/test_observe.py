"""Taking in batches on a real PostgreSQL: the same people as the rules give, however the events are cut and ordered."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.postgres import Postgres
from huoshui.events.contract import Happening
from huoshui.identity import operations
from huoshui.identity.rules import Policy, Tie, settle

from .world import seen

NOW = datetime(2026, 11, 21, tzinfo=UTC)
REFERENCES = ["user_id:u1", "user_id:u2", "user_id:u3", "member_no:m1", "member_no:m2", "phone:+8613812345678", "phone:+8613812345679",
              "email:a@x.cn", "wechat_openid:w1:o1", "wechat_openid:w2:o1", "device:d1", "device:d2", "anonymous:a1", "anonymous:a2", "anonymous:a3"]  # fmt: skip
events = st.lists(
    st.builds(
        lambda references, at: seen(*references, at=at),
        st.lists(st.sampled_from(REFERENCES), min_size=1, max_size=3, unique=True),
        st.integers(0, 6),
    ),
    max_size=14,
)


def expected(happenings: list[Happening]) -> tuple[set[frozenset[int]], dict[tuple[int, int], bool]]:
    names = ["", *sorted({one.namespace for event in happenings for one in event.identifiers})]
    space = {one.identity: names.index(one.namespace) for event in happenings for one in event.identifiers}
    first: dict[tuple[int, int], int] = {}
    for event in happenings:
        for one in event.identifiers:
            if one.identity != event.identity:
                pair = (min(one.identity, event.identity), max(one.identity, event.identity))
                first[pair] = min(first.get(pair, event.occurred_at), event.occurred_at)
    ties = [Tie(a, b, False, at) for (a, b), at in first.items()]
    result = settle(space, ties, [], Policy.of(names))
    return (
        {frozenset(members) for members in result.groups().values()},
        {(tie.a, tie.b): tie in result.refused for tie in ties},
    )


async def stored(session: AsyncSession) -> tuple[set[frozenset[int]], dict[tuple[int, int], bool]]:
    people: dict[int, set[int]] = {}
    founder: dict[int, tuple[int, int]] = {}
    for one, person, ordinal in await session.execute(text("SELECT identity, person, ordinal FROM identifiers")):
        people.setdefault(person, set()).add(one)
        founder[person] = min(founder.get(person, (ordinal, one)), (ordinal, one))
    assert all(person == oldest for person, (_, oldest) in founder.items())
    links = await session.execute(text("SELECT a, b, state FROM links WHERE NOT operator"))
    return {frozenset(members) for members in people.values()}, {(a, b): state == 1 for a, b, state in links}


async def holders(session: AsyncSession) -> dict[int, int]:
    rows = await session.execute(text("SELECT identity, person FROM identifiers"))
    return {one: person for one, person in rows}  # noqa: C416 rows are no pairs to a type checker


def members(person_of: dict[int, int]) -> set[tuple[int, frozenset[int]]]:
    return {
        (person, frozenset(one for one, whose in person_of.items() if whose == person)) for person in person_of.values()
    }


class TestObserve:
    @settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(events=events, cut=st.integers(0, 14))
    async def test_tells_of_everybody_who_changed_and_who_is_new_with_all_they_hold(
        self, postgres: Postgres, events: list[Happening], cut: int
    ) -> None:
        async with postgres.session() as session:
            await operations.observe(session, events[:cut], now=NOW)
            before = await holders(session)
            resolution = await operations.observe(session, events[cut:], now=NOW)
            after, new = await holders(session), resolution.newcomers
            changed = {person for person, _ in members(before) ^ members(after)}
            assert changed <= resolution.touched | set(new.person)
            assert not resolution.touched & set(new.person)
            assert dict(zip(new.identity, new.person, strict=True)) == {
                one: person for one, person in after.items() if person not in before
            }
            seen_at = await session.execute(text("SELECT identity, namespace, first_seen_at FROM identifiers"))
            told = zip(new.identity, new.namespace, new.first_seen_at, strict=True)
            assert set(told) <= {(one, name, clock.milliseconds(at)) for one, name, at in seen_at}
            await session.rollback()

    @settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(events=events, cuts=st.lists(st.integers(1, 14), max_size=5))
    async def test_forms_the_same_people_in_any_batches_as_all_at_once(
        self, postgres: Postgres, events: list[Happening], cuts: list[int]
    ) -> None:
        async with postgres.session() as session:
            edges = sorted({0, len(events), *(cut for cut in cuts if cut < len(events))})
            for start, end in pairwise(edges):
                resolution = await operations.observe(session, events[start:end], now=NOW)
                for one in (one for event in events[start:end] for one in event.identifiers):
                    person = await session.scalar(
                        text("SELECT person FROM identifiers WHERE identity = :one"), {"one": one.identity}
                    )
                    assert resolution.person_of[one.identity] == person
            assert await stored(session) == expected(events)
            before = await stored(session)
            await operations.observe(session, events, now=NOW)
            assert await stored(session) == before
            await session.rollback()
