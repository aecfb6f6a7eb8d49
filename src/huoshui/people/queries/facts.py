"""What counts of people, many at once: what segments ask, and what the mirror of facts holds."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.identity import queries as links
from huoshui.people.contract import ConsentLine, Facts, Reached, Said, Summary, TagLine, TraitLine
from huoshui.people.queries.profile import consent_lines, policies, trait_lines
from huoshui.people.rules import allowed, traits

_MANY = 50
"""From so many on the event loop must not wait for them."""


async def facts_of(session: AsyncSession, persons: Sequence[int]) -> list[Facts]:
    """This will work out what counts of each of these persons, in their order; of one who is gone that is nothing."""
    held = await links.identities_of(session, persons)
    whose = {identity: person for person, identities in held.items() for identity in identities}
    identities = sorted(whose)
    said = _grouped(whose, await trait_lines(session, identities=identities))
    answers = _grouped(whose, await consent_lines(session, identities=identities))
    rows = await session.execute(_TAGS, {"identities": identities})
    labels = _grouped(whose, [TagLine(*row) for row in rows])
    decided = await policies(session)

    def worked_out() -> list[Facts]:
        return [
            Facts(
                person,
                {name: trait.value for name, trait in traits.decide(said.get(person, ()), decided).items()},
                {tag: line.added_at or 0 for tag, line in allowed.tags(labels.get(person, ()))},
                *_answers(answers.get(person, ())),
            )
            for person in persons
        ]

    return worked_out() if len(persons) < _MANY else await asyncio.to_thread(worked_out)


async def summaries(session: AsyncSession, persons: Sequence[int], *, scope: Scope) -> list[Summary]:
    """This will give the summaries of those of these persons who are there and in scope, in their order."""
    units = None if scope.units is None else list(scope.units)
    rows = await session.execute(_SUMMARIES, {"persons": list(persons), "units": units})
    return [
        Summary(
            person=row.person,
            display=row.display,
            identified=row.identified,
            reachable=row.reachable,
            channels=tuple(row.reach),
            units=tuple(row.units),
            tags=tuple(row.tags),
            since=row.since,
        )
        for row in rows
    ]


async def reached(session: AsyncSession, persons: Sequence[int]) -> dict[int, Reached]:
    """
    This will tell by which channels each of these persons is reached, of those who are there.

    Thousands at once: most are alike, and come as one line for all who are.
    """
    rows = await session.execute(_REACHED, {"persons": f"{{{','.join(map(str, persons))}}}"})
    found: dict[int, Reached] = {}
    for identified, channels, alike in rows:
        found |= dict.fromkeys(map(int, alike.split(",")), Reached(identified, frozenset(channels)))
    return found


def _answers(lines: Iterable[ConsentLine]) -> tuple[frozenset[str], frozenset[str]]:
    said: dict[Said, set[str]] = {Said.GRANTED: set(), Said.WITHDRAWN: set(), Said.MISSING: set()}
    for answer in allowed.answers(lines):
        said[answer.said].add(f"{answer.purpose}/{answer.channel}")
    return frozenset(said[Said.GRANTED]), frozenset(said[Said.WITHDRAWN])


def _grouped(whose: dict[int, int], lines: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: defaultdict[int, list[TraitLine | TagLine | ConsentLine]] = defaultdict(list)
    for line in lines:
        grouped[whose[line.identity]].append(line)
    return dict(grouped)


_TAGS = text("""
    SELECT identity, tag, added_at, added_by, removed_at, removed_by
    FROM tags WHERE identity = ANY(CAST(:identities AS bigint[]))
""")
_REACHED = text("""
    SELECT identified, reach, string_agg(CAST(person AS text), ',') FROM people
    WHERE person = ANY(CAST(CAST(:persons AS text) AS bigint[])) GROUP BY identified, reach
""")
_SUMMARIES = text("""
    SELECT people.*
    FROM people JOIN unnest(CAST(:persons AS bigint[])) WITH ORDINALITY AS asked (person, place) USING (person)
    WHERE CAST(:units AS bigint[]) IS NULL OR units && CAST(:units AS bigint[])
    ORDER BY place
""")
