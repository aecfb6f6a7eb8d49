"""
The part of the SQL that every question about people's events has in common.

Rows of events are summed up by identity (the order in which they lie, and on a cluster a shard's own), then by person
with aggregates that do not mind on which shard a row lay. Only then, when a person is whole, groups are joined to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from huoshui.audiences.published import Parameters, events_v1, members_v1, names_v1
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import (
    NOTHING,
    OTHERS,
    Asked,
    Breakdown,
    ByChannel,
    ByProperty,
    BySegments,
    ByTrait,
    Events,
)
from huoshui.insight.questions.periods import Span

PERSON = "dictGetOrDefault('person_of', 'person', identity, identity)"
_MOMENT = "fromUnixTimestamp64Milli({}, 'UTC')"


@dataclass
class Lines:
    """
    What is written of one question.

    ``only`` is the test that a person is meant, empty when everybody is. ``group`` is the expression of a row's group,
    where the breakdown is by what happened (else groups are a person's own, see `grouped`).
    """

    asking: Asking
    span: Span
    parameters: Parameters
    only: str = ""
    breakdown: Breakdown | None = None
    group: str = ""
    groups: tuple[str, ...] = ()
    """The groups that are told apart, the largest first; for segments how each is called."""
    _own_groups: str = field(default="", repr=False)

    @classmethod
    async def of(
        cls, asking: Asking, asked: Asked, breakdown: Breakdown | None = None, *, of: Sequence[Events] = ()
    ) -> "Lines":
        """
        This will begin: it reads the stored segments that are used, and finds the largest groups among events ``of``.

        :raises NoSuchSegment: if a segment is not there; with the refusals of `audiences.queries.resolved`
        """
        span = Span.of(asked.period, zone=asked.zone, now=asking.now)
        lines = cls(asking, span, Parameters(), breakdown=breakdown)
        lines.only = await lines._restriction(asked)
        if isinstance(breakdown, ByChannel | ByProperty):
            await lines._by_events(breakdown, of or [Events()])
        elif isinstance(breakdown, ByTrait):
            await lines._by_trait(breakdown)
        elif isinstance(breakdown, BySegments):
            await lines._by_segments(breakdown)
        return lines

    @property
    def zone(self) -> str:
        """The zone as it stands in SQL."""
        return self.parameters.text(self.span.zone)

    def put(self, value: int) -> str:
        """This will take in an integer."""
        return self.parameters.put("Int64", value)

    def matches(self, events: Events) -> str:
        """This will write whether a row is one of these events, over its columns and ``at`` in milliseconds."""
        return events_v1(events, self.parameters, now=self.asking.now)

    def rows(
        self, columns: Sequence[str], of: Sequence[Events], *, since: int | None = None, until: int | None = None,
        where: str = "", everything: bool = False,
    ) -> str:  # fmt: skip
        """
        This will write the rows that could be any of these events in [since, until), by default in the period, never
        later than now: ``identity``, ``at`` in milliseconds and the columns. Each row must still be tested.
        ``everything``: whatever the events.
        """
        until = self.span.end if until is None else min(until, self.span.now + 1)
        conditions = ["identity != 0", f"occurred_at < {_MOMENT.format(self.put(until))}"]
        if since is not None:
            conditions.append(f"occurred_at >= {_MOMENT.format(self.put(since))}")
        asked = [None] if everything else [names_v1(one) for one in of]
        if None not in asked:
            names = sorted({name for some in asked for name in some or ()})
            conditions.append(f"name IN {self.parameters.texts(names)}")
        if where:
            conditions.append(f"({where})")
        told = ", ".join(["identity", "toUnixTimestamp64Milli(occurred_at) AS at", *columns])
        return f"SELECT {told}\nFROM events\nWHERE {' AND '.join(conditions)}"

    def identities(self, rows: str, columns: Sequence[str], *, keys: Sequence[str] = ()) -> str:
        """This will sum rows up by identity, and by ``keys`` where there are any."""
        told = ", ".join(["identity", *keys, *columns])
        return f"SELECT {told}\nFROM\n(\n{rows}\n)\nGROUP BY {', '.join(['identity', *keys])}"

    def persons(self, identities: str, columns: Sequence[str], *, keys: Sequence[str] = ()) -> str:
        """This will sum the lines of identities up by person; only those of people who are meant."""
        where = f"\nWHERE {self.only}" if self.only else ""
        told = ", ".join(["person", *keys, *columns])
        found = f"SELECT {PERSON} AS person, * EXCEPT identity\nFROM\n(\n{identities}\n)\n{where}"
        return f"SELECT {told}\nFROM\n(\n{found}\n)\nGROUP BY {', '.join(['person', *keys])}"

    def grouped(self, persons: str) -> str:
        """This will give each whole person a line for every group that is theirs, in a column ``grp``."""
        if isinstance(self.breakdown, ByTrait):
            named = f"if(has({self._top}, told), told, {self.parameters.text(OTHERS)})"
            own = f"if(told = '', '', {named}) AS grp"
            return (
                f"SELECT * EXCEPT told, {own}\nFROM\n(\n{persons}\n) AS p\n"
                f"GLOBAL ANY LEFT JOIN\n(\n{self._own_groups}\n) AS g USING (person)"
            )
        if isinstance(self.breakdown, BySegments):  # a left join: an inner one with ANY keeps one line of a person only
            places = "arrayJoin(arrayFilter((n, is) -> is, range(length(met)), met))"
            return (
                f"SELECT * EXCEPT met, toString({places}) AS grp\nFROM\n(\n{persons}\n) AS p\n"
                f"GLOBAL ANY LEFT JOIN\n(\n{self._own_groups}\n) AS g USING (person)"
            )
        return persons if self.group else f"SELECT *, '' AS grp FROM\n(\n{persons}\n)"

    def group_name(self, told: str) -> str | None:
        """This will name a group as people know it; ``None`` without a breakdown."""
        if self.breakdown is None:
            return None
        return self.groups[int(told)] if isinstance(self.breakdown, BySegments) else told

    def group_key(self, name: str | None) -> str | None:
        """This will give what stands in ``grp`` for a group's name; ``None`` when there is no such group."""
        if self.breakdown is None:
            return "" if name is None else None
        if isinstance(self.breakdown, BySegments):
            return str(self.groups.index(name)) if name in self.groups else None
        return name if name in {*self.groups, NOTHING, OTHERS} else None

    @property
    def _top(self) -> str:
        return self.parameters.texts(self.groups)

    async def _restriction(self, asked: Asked) -> str:
        if asked.people is not None:
            condition = await self.asking.condition(asked.people)
            members = members_v1([condition], self.parameters, scope=self.asking.scope, now=self.asking.now)
            return f"person GLOBAL IN (\n{members}\n)"
        if self.asking.scope.units is None:
            return ""
        units = self.parameters.put("Array(UInt64)", list(self.asking.scope.units))
        return f"person GLOBAL IN (SELECT person FROM people FINAL WHERE gone = 0 AND hasAny(units, {units}))"

    async def _by_events(self, breakdown: ByChannel | ByProperty, of: Sequence[Events]) -> None:
        told = "channel"
        if isinstance(breakdown, ByProperty):
            key = self.parameters.text(breakdown.property)
            plain = f"JSONType(properties, {key}) IN ('String', 'Int64', 'UInt64', 'Double', 'Bool')"
            told = f"if({plain}, JSONExtractString(properties, {key}), '')"
        matched = " OR ".join(map(self.matches, of))
        rows = self.rows([f"toString({told}) AS told", f"({matched}) AS matched"], of, since=self.span.since)
        of_people = f"SELECT {PERSON} AS person, told FROM (\n{rows}\n) WHERE matched AND told != ''"
        where = f"WHERE {self.only}" if self.only else ""
        await self._largest(f"SELECT told FROM (\n{of_people}\n) {where}", breakdown.top)
        named = f"if(has({self._top}, told), told, {self.parameters.text(OTHERS)})"
        self.group = f"if((toString({told}) AS told) = '', '', {named})"

    async def _by_trait(self, breakdown: ByTrait) -> None:
        key = self.parameters.text(breakdown.trait)
        # of several types a value can be read as, the text is what was said
        told = (
            f"multiIf(has(text_names, {key}), text_values[indexOf(text_names, {key})], has(truth_names, {key}), "
            f"toString(truth_values[indexOf(truth_names, {key})]), has(number_names, {key}), "
            f"toString(toDecimal64(number_values[indexOf(number_names, {key})], 4) / 10000), '')"
        )
        where = f"has(traits, {key})" + (f" AND {self.only}" if self.only else "")
        self._own_groups = f"SELECT person, {told} AS told FROM people_facts FINAL WHERE gone = 0 AND {where}"
        await self._largest(f"SELECT told FROM (\n{self._own_groups}\n) WHERE told != ''", breakdown.top)

    async def _by_segments(self, breakdown: BySegments) -> None:
        conditions = [await self.asking.condition(one) for one in breakdown.segments]
        self._own_groups = members_v1(
            conditions, self.parameters, scope=self.asking.scope, now=self.asking.now, column="met"
        )
        self.groups = tuple(
            one if isinstance(one, str) else f"#{place}" for place, one in enumerate(breakdown.segments, start=1)
        )

    async def _largest(self, told: str, top: int) -> None:
        sql = f"SELECT told FROM (\n{told}\n) GROUP BY told ORDER BY count() DESC, told LIMIT {top}"
        rows = await self.asking.rows(sql, self.parameters.values)
        self.groups = tuple(name for (name,) in rows if name != OTHERS)
