"""Reading a definition: the typed tree, or a refusal that says at which node, what is wrong, and what is allowed."""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from huoshui.audiences.contract import language, values
from huoshui.audiences.contract.errors import NoHistory, NotASegment, TooDeep, TooManyConditions
from huoshui.audiences.contract.language import (
    MOST_CONDITIONS,
    MOST_DEEP,
    WITH_HISTORY,
    AsOf,
    Condition,
    Definition,
    Group,
    Layer,
    Used,
    below,
    weight,
)

_MOST_NESTED = 200
_SEE = "the language is described at /api/segments/schema"
_NODES: Mapping[str, type[BaseModel]] = {
    get_args(node.model_fields["kind"].annotation)[0]: node
    for node in vars(language).values()
    if isinstance(node, type) and issubclass(node, BaseModel) and "kind" in node.model_fields
}
_INNER: Mapping[str, type[BaseModel]] = {
    "rolling": values.Rolling,
    "absolute": values.Absolute,
    "steps": language.Step,
    "without": language.Step,
    "at": values.Clock,
}


def read(given: Any, validate: Callable[[Any], Definition] = Definition.model_validate) -> Definition:  # noqa: ANN401 any JSON
    """
    This will read a definition from JSON-like content.

    :raises NotASegment: with the path of the node, what is wrong there, and what is allowed
    :raises TooDeep: if it is nested too deep
    :raises TooManyConditions: if it asks too much
    """
    if _nested(given) > _MOST_NESTED:
        raise TooDeep(depth=f"more than {_MOST_NESTED}", most=MOST_DEEP)
    try:
        definition = validate(given)
    except ValidationError as error:
        raise _refusal(error, given) from None
    measure(definition.where)
    return definition


def measure(condition: Condition) -> None:
    """
    This will hold a tree to the limits.

    :raises NoHistory: if it asks of an earlier moment what is known of today only
    :raises TooDeep: if it is nested too deep
    :raises TooManyConditions: if it asks too much
    """
    hold_history(condition)
    walked = list(below(condition))
    limit(max(depth for _, _, depth in walked), sum(weight(node) for _, node, _ in walked))


def hold_history(condition: Condition) -> None:
    """
    This will see that only what is known with its history is asked of earlier moments; what stands for others may be.

    :raises NoHistory: if something else is
    """
    for path, node, _ in below(condition):
        if isinstance(node, AsOf):
            for inner, leaf, _ in below(node.of, f"{path}.of"):
                if not isinstance(leaf, (*WITH_HISTORY, *get_args(Group), *get_args(Layer), Used)):
                    raise NoHistory(kind=leaf.kind, path=inner)


def limit(depth: int, count: int) -> None:
    """
    This will hold a depth and a number of conditions to the limits.

    :raises TooDeep: if it is nested too deep
    :raises TooManyConditions: if it asks too much
    """
    if depth > MOST_DEEP:
        raise TooDeep(depth=depth, most=MOST_DEEP)
    if count > MOST_CONDITIONS:
        raise TooManyConditions(count=count, most=MOST_CONDITIONS)


def _nested(given: Any) -> int:  # noqa: ANN401 any JSON
    """How deep content is nested, without recursion: it comes from outside."""
    depth, level = 0, [given]
    while level and depth <= _MOST_NESTED:
        depth += 1
        level = [
            one
            for outer in level
            if isinstance(outer, dict | list)
            for one in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth


def _refusal(error: ValidationError, given: Any) -> NotASegment:  # noqa: ANN401 any JSON
    """The first problem, said at the place where the author wrote it."""
    problem = error.errors(include_url=False, include_context=True)[0]
    path, tags = _path(problem["loc"], given)
    context = problem.get("ctx") or {}
    kind = problem["type"]
    if kind == "union_tag_invalid":
        word = _discriminator(context)
        what, allowed = f"{word} “{str(context.get('tag'))[:60]}” does not exist here", str(context["expected_tags"])
    elif kind == "union_tag_not_found":
        what, allowed = f"{_discriminator(context)} is missing", _choices(error)
    elif kind in {"extra_forbidden", "missing"}:
        word = str(problem["loc"][-1])[:60]
        what = f"there is no “{word}” here" if kind == "extra_forbidden" else f"“{word}” is missing"
        allowed = _fields(tags)
    elif "[smhdw]" in str(context.get("pattern")):
        what, allowed = f"“{str(problem['input'])[:60]}” is no duration", "90s, 30m, 3h, 7d, 2w"
    else:
        what, allowed = problem["msg"].removeprefix("Value error, "), ""
    return NotASegment(path=path, what=what, allowed=f"allowed: {allowed}" if allowed else _SEE)


def _discriminator(context: Mapping[str, Any]) -> str:
    """The word that tells kinds apart: a field's name in quotes, or the name of a function of ours."""
    return str(context.get("discriminator", "")).strip("'_()")


def _path(location: tuple[int | str, ...], given: Any) -> tuple[str, list[str]]:  # noqa: ANN401 any JSON
    """The path in the author's own JSON: pydantic's also names which kind of node it took it for."""
    steps: list[str] = []
    tags: list[str] = []
    here = given
    for step in location:
        tags.append(str(step))
        if isinstance(step, str) and not (isinstance(here, dict) and step in here):
            continue
        steps.append(str(step)[:60])
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
    return ".".join(steps) or "the top", tags


def _fields(tags: list[str]) -> str:
    """What the innermost node that we know by name may hold."""
    for tag in reversed(tags[:-1]):
        node = _INNER.get(tag) or _NODES.get(tag)
        if node is not None:
            return ", ".join(field.alias or name for name, field in node.model_fields.items())
        if tag in {"where", "test"}:
            break
    return "version, where" if len(tags) <= 1 else ""


def _choices(error: ValidationError) -> str:
    message = error.errors(include_url=False)[0]["loc"]
    return "type and op" if "test" in message else ", ".join(_NODES)
