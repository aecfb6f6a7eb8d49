"""Ties with staff and groups in SQL: what events say of each, per person, and the standing that it comes to."""

from typing import Final

from huoshui.audiences.contract.relating import HANDED_ON
from huoshui.audiences.rules.bounds import of_number, of_window
from huoshui.audiences.rules.relating import Asked, Telling, telling_of, ways, whom
from huoshui.audiences.warehouse.measures import Measure
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.bedrock.readings import SCALE

_NEVER: Final = f"toInt64({-(1 << 62)})"
_LATE: Final = f"toInt64({1 << 62})"
_NONE: Final = "(toUInt64(0), '', toInt64(0), toUInt8(0), '')"
_TEXT: Final = "if(JSONType({0}, '{1}') IN ('String', 'Int64', 'UInt64'), JSONExtractString({0}, '{1}'), '')"


def tie(asked: Asked, number: int, parameters: Parameters, *, now: int) -> Measure:
    """
    This will write a condition on ties; a step is (contact, whom, at, rank, way).

    A person's steps are put in order and split into ties, each of which comes to a rank: the highest of the steps since
    its last beginning, or, where it still lasts, since its last end (`audiences.rules.relating`).
    """
    told = telling_of(asked)
    names = parameters.texts(tuple(told.events))
    match = [f"name IN {names}", parameters.between("at", of_window(None, now=now))]
    if asked.corps is not None:
        match.append(f"value_{told.whom}_corp IN {parameters.texts(asked.corps)}")
    wanted = whom(asked)
    among = "" if wanted is None else f" AND has({parameters.texts(wanted)}, f.2)"
    steps = f"arrayFilter(f -> match_{number} AND f.2 != ''{among}, value_{told.whom}_steps) AS value_told_{number}"
    return Measure(
        (*_told(told, names, parameters), f"({' AND '.join(match)}) AS match_{number}", steps),
        (f"groupArrayArray(value_told_{number}) AS steps_{number}",),
        parameters.between(f"toInt64(alike_{number}) * {SCALE}", of_number(asked.test)),
        of_number(asked.test).hold(0),
        chain=(*_standing(told, number), f"{_alike(asked, number, parameters, now)} AS alike_{number}"),
        names=tuple(told.events),
    )


def _told(told: Telling, names: str, parameters: Parameters) -> tuple[str, ...]:
    """What an event says of ties, the same for all conditions of a kind: it is read once."""
    document, tie_ = f"if(name IN {names}, properties, '')", f"value_{told.whom}"
    read = {"corp": "corp_id", "contact": "external_userid", "other": told.whom, "way": "add_way"}
    ranks = ", ".join(str(rank) for rank in told.ranks.values())
    contact = f"if({tie_}_corp = '' AND {tie_}_contact = '', 0, cityHash64({tie_}_corp, {tie_}_contact))"
    steps = [f"({contact}, {tie_}_other, at, toUInt8(transform(name, {names}, [{ranks}], 0)), {tie_}_way)"]
    if told.giver:
        read["giver"] = told.giver
        giver = f"if(name = {parameters.text(HANDED_ON)}, {tie_}_giver, '')"
        steps.append(f"({contact}, {giver}, at, toUInt8({len(told.standings)}), '')")
    texts = (f"{_TEXT.format(document, key)} AS {tie_}_{column}" for column, key in read.items())
    return (*texts, f"[{', '.join(steps)}] AS {tie_}_steps")


def _standing(told: Telling, number: int) -> tuple[str, ...]:
    """Steps in order, without those of no contact where there are others; split; from when on they count."""
    steps, here = f"steps_{number}", f"ties_{number}"
    before = f"arrayPopBack(arrayPushFront(sorted_{number}, {_NONE}))"
    return (
        f"arrayMap(f -> f.2, arrayFilter(f -> f.1 != 0, {steps})) AS named_{number}",
        f"arraySort(arrayFilter(f -> f.1 != 0 OR NOT has(named_{number}, f.2), {steps})) AS sorted_{number}",
        f"arrayMap((f, p) -> f.1 != p.1 OR f.2 != p.2, sorted_{number}, {before}) AS first_{number}",
        f"arraySplit((f, new) -> new, sorted_{number}, first_{number}) AS {here}",
        f"arrayMap(g -> arrayMax(f -> if(f.4 <= {told.begun}, f.3, {_NEVER}), g), {here}) AS begun_{number}",
        f"arrayMap(g -> arrayMax(f -> if(f.4 > {told.begun}, f.3, {_NEVER}), g), {here}) AS ended_{number}",
        f"arrayMap((b, e) -> if(b > e, e + 1, b), begun_{number}, ended_{number}) AS from_{number}",
        f"arrayMap((g, s) -> arrayMax(f -> if(f.3 >= s, f.4, 0), g), {here}, from_{number}) AS ranks_{number}",
    )


def _alike(asked: Asked, number: int, parameters: Parameters, now: int) -> str:
    """How many ties are as they are asked for."""
    told, conditions = telling_of(asked), []
    if asked.standing is not None:
        wanted = sorted({told.standings.index(one) + 1 for one in asked.standing})
        conditions.append(f"has([{', '.join(map(str, wanted))}], r)")
    if (some := ways(asked)) is not None:
        way = f"arrayLast(f -> f.4 <= {told.begun} AND f.5 != '', g).5"
        conditions.append(f"has({parameters.texts(some)}, {way})")
    if asked.within is not None:
        since = f"arrayMin(f -> if(f.3 >= s AND f.4 = r, f.3, {_LATE}), g)"
        conditions.append(parameters.between(since, of_window(asked.within, now=now)))
    if not conditions:
        return f"length(ties_{number})"
    return f"arrayCount((g, s, r) -> {' AND '.join(conditions)}, ties_{number}, from_{number}, ranks_{number})"
