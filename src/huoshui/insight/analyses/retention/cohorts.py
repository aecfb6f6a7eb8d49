"""
Retention as SQL: a line for each person and cohort, with whether they came back in each column of the table.

Where coming back is the same event as beginning, the buckets of a person are bits, which are cheap to put together and
do not mind where they lay. Otherwise the last moment of each bucket is kept too, because in the bucket of the beginning
only what is not earlier counts.
"""

from dataclasses import dataclass

from huoshui.insight.analyses.retention.words import Retention
from huoshui.insight.questions.lines import Lines
from huoshui.insight.questions.periods import Buckets

_WORD = 63
_ENTERED = "fromUnixTimestamp64Milli(begun.1, 'UTC')"


@dataclass(frozen=True, slots=True)
class Table:
    """The buckets of beginning, and those together with all in which people may come back."""

    asked: Retention
    lines: Lines
    cohorts: Buckets
    seen: Buckets

    @classmethod
    def of(cls, asked: Retention, lines: Lines) -> "Table":
        """
        This will lay the table out.

        :raises TooManyBuckets: if there are too many
        """
        cohorts = Buckets.of(lines.span, asked.granularity)
        seen = cohorts.longer(asked.ages)
        while asked.mode == "rolling" and seen.ends[-1] <= lines.span.now:
            seen = seen.longer(max(8, asked.ages))
        return cls(asked, lines, cohorts, seen)

    @property
    def is_same(self) -> bool:
        """Whether coming back is the same event as beginning."""
        return self.asked.back is None or self.asked.back == self.asked.start


def persons(table: Table) -> str:
    """This will write lines of ``person``, ``grp``, ``cohort`` (the bucket's place) and ``came``: 0 or 1 per column."""
    lines, asked = table.lines, table.asked
    since, end = lines.put(lines.span.since), lines.put(lines.span.end)
    whole = f"SELECT *, {_was(table)[0]}\nFROM\n(\n{_people(table)}\n)"
    if asked.cohort == "first":
        begun = (
            f"SELECT *, begun.1 AS entered, begun.2 AS entered_as, {_bucket(table, _ENTERED)} AS cohort\n"
            f"FROM\n(\n{whole}\n)\nWHERE entered >= {since} AND entered < {end}"
        )
    else:
        begun = (
            f"SELECT *, one.1 AS entered, one.2 AS entered_as, cohort\nFROM\n(\n{whole}\n)\n"
            "ARRAY JOIN begun.1 AS cohort, begun.2 AS one"
        )
    grp = ", entered_as AS grp" if lines.group else ""
    return lines.grouped(f"SELECT person, cohort, {_came(table)} AS came{grp}\nFROM\n(\n{begun}\n)")


def _people(table: Table) -> str:
    """Each person's beginnings, and the buckets in which they came back."""
    lines, asked = table.lines, table.asked
    since, end = lines.put(lines.span.since), lines.put(lines.span.end)
    columns = [
        f"{_bucket(table, 'occurred_at')} AS bucket",
        f"{lines.matches(asked.start)} AS is_start",
        f"{lines.group or repr('')} AS entered_as",
    ]
    if not table.is_same:
        columns.append(f"{lines.matches(asked.back or asked.start)} AS is_back")
    first = asked.cohort == "first"
    rows = lines.rows(
        columns, [asked.start, asked.back or asked.start], since=None if first else lines.span.since,
        until=table.seen.ends[-1],
    )  # fmt: skip
    among = "If({}, is_start)"
    if table.is_same:  # then no other rows are there, and there is nothing to be told apart for each sum
        rows, among = f"SELECT * FROM (\n{rows}\n) WHERE is_start", "({})"
    if not first:
        begun = f"minMapIf([bucket], [(at, entered_as)], is_start AND at >= {since} AND at < {end}) AS begun"
    elif lines.group:
        begun = f"min{among.format('(at, entered_as)')} AS begun"
    else:  # the least of numbers alone is far cheaper
        begun = f"(min{among.format('at')}, '') AS begun"
    # by person at once: few rows of an identity are left, so summing those up first would cost more than it saves
    return lines.persons(rows, [begun, *_gathered(table)])


def _bucket(table: Table, at: str) -> str:
    return f"toInt32({table.cohorts.sql(at, table.lines.zone)})"


def _gathered(table: Table) -> list[str]:
    """The buckets in which somebody came back, as bits in words, or with the last moment in each."""
    count = len(table.seen)
    if not table.is_same:
        return [f"maxMapIf([bucket], [at], is_back AND bucket >= 0 AND bucket < {count}) AS backs"]
    if count < _WORD:  # what lay before the first bucket is bit 0, and goes
        place = "toUInt8(greatest(bucket, -1) + 1)"
        return [f"bitShiftRight(groupBitOr(bitShiftLeft(toUInt64(1), {place})), 1) AS word_0"]
    gathered = []
    for word in range(-(-count // _WORD)):
        low, high = word * _WORD, min(count, (word + 1) * _WORD)
        bit = f"bitShiftLeft(toUInt64(1), toUInt8(bucket - {low}))"
        gathered.append(f"groupBitOrIf({bit}, bucket >= {low} AND bucket < {high}) AS word_{word}")
    return gathered


def _was(table: Table) -> tuple[str, str]:
    """A column that tells buckets, and whether somebody came back in bucket ``{}`` by it."""
    if not table.is_same:
        return "backs.1 AS buckets", "has(buckets, {})"
    if len(table.seen) <= _WORD:
        return "word_0 AS bits", "bitTest(bits, {})"
    words = ", ".join(f"word_{word}" for word in range(-(-len(table.seen) // _WORD)))
    return f"[{words}] AS words", f"bitTest(words[intDiv({{0}}, {_WORD}) + 1], modulo({{0}}, {_WORD}))"


def _came(table: Table) -> str:
    """The columns of a line: in the bucket of the beginning only what is not earlier counts."""
    again = "1" if table.is_same else "(has(backs.1, cohort) AND backs.2[indexOf(backs.1, cohort)] >= entered)"
    columns = []
    for since, until in table.asked.columns:
        later = _later(table, max(1, since), until)
        columns.append(f"toUInt8({again} OR {later})" if since == 0 else f"toUInt8({later})")
    return f"[{', '.join(columns)}]"


def _later(table: Table, since: int, until: int) -> str:
    """Whether somebody came back from the age ``since`` up to, without it, ``until``; ``rolling``: ever after."""
    was = _was(table)[1]
    if table.asked.mode == "rolling":
        last = str(len(table.seen))
    elif until <= since + 1:  # one bucket at most, and it is among those that are looked at
        return was.format(f"cohort + {since}") if until > since else "0"
    else:  # past the last bucket that is looked at there is nothing
        last = f"least(cohort + {until}, {len(table.seen)})"
    return f"arrayExists(i -> {was.format('i')}, range(toUInt32(cohort + {since}), toUInt32({last})))"
