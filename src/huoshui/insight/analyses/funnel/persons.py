"""
A funnel as SQL: a line for each person (or entry) with the level reached and the moments of the steps.

Two ways to the same levels. The long one gathers the moments of each step, sorts them, and follows each entry from step
to step; it knows times, exclusions, what must be next, and groups of entries. The short one is the engine's
``windowFunnel``, for levels only: it is greedy and lets steps of one moment follow each other, so it is handed moments
spread so far apart that the later step of one moment comes first, and greedy is exact (decision 0023).
"""

from huoshui.audiences.published import names_v1
from huoshui.insight.analyses.funnel.words import Funnel
from huoshui.insight.questions.lines import PERSON, Lines

_SPREAD = 16
"""More than there are steps."""


def persons(asked: Funnel, lines: Lines) -> str:
    """
    This will write lines of ``person``, ``grp``, ``level``, and, unless the short way will do, ``times``: the moments
    of the steps that were reached, in milliseconds.
    """
    if is_short(asked, lines):
        return lines.grouped(_short(asked, lines))
    written = _attempts(asked, lines)
    return lines.grouped(written)


def is_short(asked: Funnel, lines: Lines) -> bool:
    """This will tell whether nothing but levels is asked for."""
    return (
        asked.order == "ordered"
        and asked.count == "people"
        and not (asked.times or asked.exclusions or asked.hold or lines.group)
    )


def _short(asked: Funnel, lines: Lines) -> str:
    count = len(asked.steps)
    matched = [lines.matches(step) for step in asked.steps]
    matched[0] = f"({matched[0]} AND at < {lines.put(lines.span.end)})"
    if _are_apart(asked):
        step = f"multiIf({', '.join(f'{test}, {place}' for place, test in enumerate(matched, start=1))}, 0)"
    else:  # an event that is several steps is a row for each
        steps = ", ".join(f"if({test}, {place}, 0)" for place, test in enumerate(matched, start=1))
        step = f"arrayJoin(arrayFilter(place -> place > 0, [{steps}]))"
    rows = lines.rows([f"{step} AS step"], asked.steps, since=lines.span.since, until=lines.span.end + asked.within_ms)
    window = _SPREAD * asked.within_ms
    moment = f"toUInt64(at * {_SPREAD} + {count} - step)"
    conditions = ", ".join(f"step = {place}" for place in range(1, count + 1))
    only = f"WHERE {lines.only}" if lines.only else ""
    return (
        f"SELECT person, windowFunnel({window})({moment}, {conditions}) AS level\n"
        f"FROM\n(\nSELECT {PERSON} AS person, at, step\nFROM\n(\n{rows}\n)\n)\n{only}\n"
        f"GROUP BY person\nHAVING level > 0"
    )


def _are_apart(asked: Funnel) -> bool:
    """Whether no event can be two steps, as names tell."""
    names = [names_v1(step) for step in asked.steps]
    known = [name for some in names if some is not None for name in some]
    return None not in names and len(known) == len(set(known))


def _attempts(asked: Funnel, lines: Lines) -> str:
    identities, gathered = _gathered(asked, lines)
    keys = ["hold"] if asked.hold else []
    whole = lines.persons(identities, gathered, keys=keys)
    columns = ["person", *keys, *_sorted(asked, lines)]
    chains = [f"{chain} AS c_{place}" for place, chain in enumerate(_chains(asked, lines), start=1)]
    arrays = ", ".join(f"c_{place}" for place in range(1, len(asked.steps) + 1))
    names = ", ".join(f"t{place}" for place in range(1, len(asked.steps) + 1))
    tuple_ = f"arrayMap(({names}) -> arrayFilter(t -> t > 0, [{names}]), {arrays}) AS ways"
    told = f"SELECT *, {', '.join(chains)}, {tuple_}\nFROM\n(\nSELECT {', '.join(columns)}\nFROM\n(\n{whole}\n)\n)"
    entries = (
        f"SELECT person, {'hold, ' if asked.hold else ''}ways[place] AS times, toUInt8(length(times)) AS level, "
        f"groups[place] AS entered_as\nFROM\n(\n{told}\n)\nARRAY JOIN arrayEnumerate(ways) AS place\nWHERE level > 0"
    )
    grp = ["entered_as AS grp"] if lines.group else []
    if asked.count == "entries":
        return f"SELECT {', '.join(['person', 'level', 'times', *grp])}\nFROM\n(\n{entries}\n)"
    hold = "hold" if asked.hold else "''"
    best = f"argMin((level, times, entered_as), (-toInt16(level), times[1], entered_as, {hold})) AS best"
    grp = ["best.3 AS grp"] if lines.group else []
    columns = ["person", "best.1 AS level", "best.2 AS times", *grp]
    return f"SELECT {', '.join(columns)}\nFROM\n(\nSELECT person, {best}\nFROM\n(\n{entries}\n)\nGROUP BY person\n)"


def _gathered(asked: Funnel, lines: Lines) -> tuple[str, list[str]]:
    """The moments of each step by identity, and how those of a person's identities are put together."""
    steps = [(f"a_{place}", lines.matches(step)) for place, step in enumerate(asked.steps, start=1)]
    out = [(f"x_{place}", lines.matches(one)) for place, one in enumerate(asked.exclusions, start=1)]
    filters = [*asked.steps, *asked.exclusions]
    columns = [f"{test} AS is_{name}" for name, test in (*steps, *out)]
    gathered = [f"groupArrayIf(at, is_{name}) AS {name}" for name, _ in (*steps, *out)]
    entry = "is_a_1" if asked.order != "any" else " OR ".join(f"is_{name}" for name, _ in steps)
    columns.append(f"{lines.group or repr('')} AS entered_as")
    gathered.append(f"groupArrayIf((at, entered_as), {entry}) AS entered")
    where = ""
    if asked.hold:
        key = lines.parameters.text(asked.hold)
        columns.append(f"JSONExtractString(properties, {key}) AS hold")
        where = "hold != ''"
    if asked.order == "strict":
        gathered.append("groupUniqArray(at) AS moments")
    rows = lines.rows(
        columns, [] if asked.order == "strict" else filters, everything=asked.order == "strict",
        since=lines.span.since, until=lines.span.end + asked.within_ms, where=where,
    )  # fmt: skip
    names = [column.rpartition(" AS ")[2] for column in gathered]
    merged = [f"groupArrayArray({name}) AS {name}" for name in names]
    return lines.identities(rows, gathered, keys=["hold"] if asked.hold else []), merged


def _sorted(asked: Funnel, lines: Lines) -> list[str]:
    """Entries and moments of each step, in order of time."""
    end = lines.put(lines.span.end)
    columns = [f"arraySort(a_{place}) AS s_{place}" for place in range(1, len(asked.steps) + 1)]
    columns += [f"arraySort(x_{place}) AS o_{place}" for place in range(1, len(asked.exclusions) + 1)]
    if asked.order == "strict":
        columns.append("arraySort(arrayDistinct(moments)) AS all_moments")
    columns.append(f"arraySort(arrayFilter(e -> e.1 < {end}, entered)) AS by_entry")
    return [*columns, "arrayMap(e -> e.1, by_entry) AS entries", "arrayMap(e -> e.2, by_entry) AS groups"]


def _chains(asked: Funnel, lines: Lines) -> list[str]:
    """For each step the moments at which it was reached, entry by entry; 0 where it was not."""
    longest = lines.put(asked.within_ms)
    if asked.order == "any":
        return _any_order(asked, longest)
    chains = ["entries"]
    for place in range(2, len(asked.steps) + 1):
        near = f"u <= e + {longest}"
        found = f"arrayFirst(u -> u > c AND {near}, s_{place})"
        if asked.order == "strict":
            next_ = "arrayFirst(u -> u > c, all_moments)"
            found = f"if(has(s_{place}, {next_}) AND {next_} <= e + {longest}, {next_}, 0)"
        for number, one in enumerate(asked.exclusions, start=1):
            if one.after < place <= (one.before or len(asked.steps)):
                found = f"arrayFirst(v -> NOT arrayExists(x -> x > c AND x < v, o_{number}), [{found}])"
        chains.append(f"arrayMap((c, e) -> if(c = 0, 0, {found}), c_{place - 1}, entries)")
    return chains


def _any_order(asked: Funnel, longest: str) -> list[str]:
    """Of each entry the first moments of the steps, sorted: the i-th is when i of them were done."""
    firsts = ", ".join(
        f"arrayFirst(u -> u >= e AND u <= e + {longest}, s_{place})" for place in range(1, len(asked.steps) + 1)
    )
    until = ""
    for number in range(1, len(asked.exclusions) + 1):
        until += f" AND NOT arrayExists(x -> x > e AND x < t, o_{number})"
    done = f"arrayMap(e -> arraySort(arrayFilter(t -> t > 0{until}, [{firsts}])), entries)"
    return [f"arrayMap(w -> w[{place}], {done})" for place in range(1, len(asked.steps) + 1)]
