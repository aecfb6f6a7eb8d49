"""What cannot be read of a request, said at the place where the author wrote it, with what would do there."""

from collections.abc import Mapping, Sequence
from typing import Any

_LONGEST = 60
_DURATIONS = "such as 90s, 30m, 3h, 7d or 2w"
_SHAPES = {
    "dict_type": "an object ({…}) is needed",
    "model_attributes_type": "an object ({…}) is needed",
    "model_type": "an object ({…}) is needed",
    "list_type": "a list ([…]) is needed",
    "tuple_type": "a list ([…]) is needed",
    "string_type": "a text is needed",
    "bool_type": "true or false is needed",
    "bool_parsing": "true or false is needed",
    "int_type": "a whole number is needed",
    "int_parsing": "a whole number is needed",
    "float_type": "a number is needed",
    "float_parsing": "a number is needed",
}


def problems(errors: Sequence[Mapping[str, Any]], given: Any) -> list[dict[str, str]]:  # noqa: ANN401 any JSON
    """
    This will say where and what, for each of pydantic's errors about the body ``given`` or about parameters.

    What only follows from another problem inside of it is left out: that a list is too short whose one line is unfit,
    that a definition is no name either.
    """
    places = [tuple(one["loc"]) for one in errors]
    paths = [_where(place, given) for place in places]
    found = [
        {"where": path, "what": _what(error)}
        for place, path, error in zip(places, paths, errors, strict=True)
        if not any(other[: len(place)] == place and len(other) > len(place) for other in places)
        and not (error["type"] in _SHAPES and any(other.startswith(f"{path}.") for other in paths))
    ]
    return [one for number, one in enumerate(found) if one not in found[:number]]


def _where(place: tuple[int | str, ...], given: Any) -> str:  # noqa: ANN401 any JSON
    """The path in the author's own JSON; pydantic's also names which of several kinds it took a value for."""
    if place[:1] != ("body",) or not isinstance(given, dict | list):
        return ".".join(map(str, place))
    steps: list[str] = []
    here: Any = given
    for step in place[1:]:
        in_list = isinstance(here, list) and isinstance(step, int) and step < len(here)
        if in_list or (isinstance(here, dict) and step in here):
            here = here[step]
            steps.append(str(step)[:_LONGEST])
    return ".".join(steps) or "body"


def _what(error: Mapping[str, Any]) -> str:  # noqa: PLR0911 one kind of error a line
    kind, context = error["type"], error.get("ctx") or {}
    name = str(error["loc"][-1])[:_LONGEST]
    match kind:
        case "missing":
            return f"“{name}” is missing"
        case "extra_forbidden":
            return f"there is no “{name}” here"
        case "union_tag_invalid":
            return (
                f"{_tag(context)} “{str(context['tag'])[:_LONGEST]}” does not exist; one of {context['expected_tags']}"
            )
        case "union_tag_not_found":
            return f"“{_tag(context)}” is missing, which tells what it is"
        case "too_short":
            return f"at least {context['min_length']} are needed, and there are {context['actual_length']}"
        case "string_pattern_mismatch" if "[smhdw]" in str(context.get("pattern")):
            return f"“{str(error['input'])[:_LONGEST]}” is no duration, {_DURATIONS}"
        case "literal_error":
            return f"“{str(error['input'])[:_LONGEST]}” is none of {context['expected']}"
        case _:
            return _SHAPES.get(kind) or str(error["msg"]).removeprefix("Value error, ")


def _tag(context: Mapping[str, Any]) -> str:
    """The word that tells kinds apart: a field's name in quotes, or the name of a function of ours."""
    return str(context.get("discriminator", "")).strip("'_()")
