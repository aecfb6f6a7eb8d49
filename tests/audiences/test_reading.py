"""The language as authors meet it: what can be read, what is refused, where, and with what is allowed there."""

from typing import Any

import pytest

from huoshui.audiences.contract.errors import NoSuchSegment, NotASegment, SegmentCircle, TooDeep, TooManyConditions
from huoshui.audiences.contract.language import MOST_CONDITIONS, MOST_DEEP, All, Definition, Not, Used
from huoshui.audiences.rules.defaults import LAYERINGS
from huoshui.audiences.rules.inlining import inlined, uses
from huoshui.audiences.rules.reading import read

from .world import where

KNOWN = {"kind": "known"}
NUMBER_OF_TEXT = {"kind": "trait", "name": "x", "test": {"type": "number", "op": "contains", "value": 1}}


def definition(node: Any) -> dict[str, Any]:
    return {"version": 1, "where": node}


def nested(depth: int) -> dict[str, Any]:
    node: dict[str, Any] = KNOWN
    for _ in range(depth - 1):
        node = {"kind": "not", "of": node}
    return node


class TestRead:
    @pytest.mark.parametrize(
        ("given", "path", "says"),
        [
            ({"kind": "all", "of": [KNOWN, NUMBER_OF_TEXT]}, "where.of.1.test", "'=', '>', '>=', '<', '<=', 'between'"),
            ({"kind": "any", "of": [{"kind": "foo"}]}, "where.of.0", "kind “foo” does not exist here"),
            ({"kind": "any", "of": [{"knd": "foo"}]}, "where.of.0", "kind is missing"),
            (
                {"kind": "not", "of": {"kind": "did", "evnt": ["a"]}},
                "where.of.evnt",
                "events, roles, calls, channels, where",
            ),
            ({"kind": "did", "where": [{"property": "a"}]}, "where.where.0", "“test” is missing"),
            ({"kind": "did", "within": {"last": "3x"}}, "where.within.last", "“3x” is no duration"),
            ({"kind": "did", "within": {"lst": "3d"}}, "where.within.lst", "from, to"),
            ({"kind": "did", "within": {"last": "1d", "until": "2d"}}, "where.within", "shorter"),
            ({"kind": "did", "measure": "sum"}, "where", "measure a property"),
            ({"kind": "sequence", "steps": [{"events": ["a"]}]}, "where", "two steps or more"),
            ({"kind": "sequence", "steps": [{"within": "1h"}, {}]}, "where", "first step"),
            ({"kind": "tag", "tag": "a\0b"}, "where.tag", "pattern"),
            (7, "where", "dictionary"),
        ],
    )
    def test_refuses_with_the_path_of_the_node_and_what_is_allowed(self, given: Any, path: str, says: str) -> None:
        with pytest.raises(NotASegment, match=r"cannot be read at") as refused:
            read(definition(given))
        assert refused.value.facts["path"] == path
        assert says in refused.value.message

    def test_refuses_another_version(self) -> None:
        with pytest.raises(NotASegment, match="version"):
            read({"version": 2, "where": KNOWN})

    def test_holds_the_limits_exactly(self) -> None:
        read(definition(nested(MOST_DEEP)))
        with pytest.raises(TooDeep):
            read(definition(nested(MOST_DEEP + 1)))
        with pytest.raises(TooDeep):
            read(definition(nested(100_000)))
        read(definition({"kind": "any", "of": [KNOWN] * MOST_CONDITIONS}))
        pair = {"kind": "any", "of": [KNOWN] * 51}
        with pytest.raises(TooManyConditions, match="102"):
            read(definition({"kind": "all", "of": [pair, pair]}))

    def test_counts_steps_and_tests_of_properties_as_conditions(self) -> None:
        tested = {"where": [{"property": "a", "test": {"type": "any"}}] * 20}
        read(definition({"kind": "any", "of": [{"kind": "did", **tested}] * 4}))
        with pytest.raises(TooManyConditions, match="105"):
            read(definition({"kind": "any", "of": [{"kind": "did", **tested}] * 5}))
        with pytest.raises(TooManyConditions, match="168"):
            read(definition({"kind": "all", "of": [{"kind": "sequence", "steps": [tested] * 8}]}))

    def test_writes_what_it_read(self) -> None:
        given = definition({"kind": "did", "events": ["a"], "at": {"from": "22:00", "to": "06:00"}})
        again = read(given).model_dump(mode="json", by_alias=True, exclude_unset=True)
        assert again == given

    def test_describes_itself_as_json_schema(self) -> None:
        schema = Definition.model_json_schema()
        kinds = {
            node["properties"]["kind"]["const"]
            for node in schema["$defs"].values()
            if "kind" in node.get("properties", {})
        }
        assert kinds >= {"all", "any", "not", "segment", "trait", "did", "sequence", "bucket", "orders"}


class TestInlining:
    def test_puts_segments_in_their_places(self) -> None:
        stored = {"a": where(kind="not", of={"kind": "segment", "name": "b"}), "b": where(kind="known")}
        whole = inlined(where(kind="all", of=[{"kind": "segment", "name": "a"}, KNOWN]), stored, LAYERINGS)
        assert isinstance(whole, All)
        assert isinstance(whole.of[0], Not)
        assert whole.of[0].of == stored["b"]
        assert uses(whole) == frozenset()

    def test_refuses_circles_and_what_is_not_there(self) -> None:
        stored = {"a": where(kind="segment", name="b"), "b": where(kind="not", of={"kind": "segment", "name": "a"})}
        with pytest.raises(SegmentCircle, match="a → b → a"):
            inlined(Used(kind="segment", name="a"), stored, LAYERINGS)
        with pytest.raises(NoSuchSegment, match="“c”"):
            inlined(Used(kind="segment", name="c"), stored, LAYERINGS)

    def test_refuses_what_grows_beyond_the_limits_without_growing(self) -> None:
        stored = {"s0": where(kind="known")}
        for number in range(1, 8):
            use = {"kind": "segment", "name": f"s{number - 1}"}
            stored[f"s{number}"] = where(kind="any", of=[use] * 100)
        with pytest.raises(TooManyConditions):
            inlined(Used(kind="segment", name="s7"), stored, LAYERINGS)
        deep = {"d0": where(**nested(5)), "d1": where(kind="not", of={"kind": "segment", "name": "d0"})}
        inlined(Used(kind="segment", name="d1"), deep, LAYERINGS)
        deep["d2"] = where(**nested(4))
        with pytest.raises(TooDeep, match="9 levels"):
            inlined(
                where(kind="not", of={"kind": "not", "of": {"kind": "not", "of": {"kind": "segment", "name": "d1"}}}),
                deep,
                LAYERINGS,
            )
