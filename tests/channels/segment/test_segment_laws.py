"""Laws of the translator: nothing but a refusal stops it, and every item is accounted for, storable and in its place."""

import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from huoshui.channels.contract import MAX_MESSAGE_ID, Arrival, UnreadableBody
from huoshui.channels.segment.loose import MAX_DEPTH
from huoshui.channels.segment.translator import translate, write_key_in

NOW = 1_795_296_001_000
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""Its escape; after an escaped backslash the same letters are text."""

FIELDS = [
    "type",
    "event",
    "userId",
    "anonymousId",
    "messageId",
    "timestamp",
    "originalTimestamp",
    "sentAt",
    "properties",
]
FIELDS += ["context", "traits", "name", "category", "groupId", "previousId", "integrations", "writeKey", "batch"]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec=None), max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)
contexts = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("device", "externalIds", "campaign", "page", "channel", "traits", "ip"), anything),
)
messages = st.fixed_dictionaries(
    {},
    optional={
        **{name: anything for name in FIELDS if name != "batch"},
        "type": st.sampled_from(["track", "identify", "page", "screen", "group", "alias", "", "TRACK", None, 7])
        | anything,
        "userId": st.sampled_from(["u1", 1, 1.0, 1.5, "", None, True, [], 10**30]) | anything,
        "timestamp": st.sampled_from(
            ["2026-11-21T21:20:00Z", "-1", -1, 0, 1e300, "9999-12-31", "0001-01-01T00:00:00+14:00"]
        )
        | anything,
        "context": contexts | anything,
    },
)


def ask(body: bytes, **more: Any) -> list[Arrival]:
    return translate(body, **{"kind": None, "received_at": NOW, "default_channel": "website", **more})


def is_storable(arrival: Arrival) -> bool:
    for document in (arrival.properties, arrival.context):
        value = msgspec.json.decode(document)
        assert isinstance(value, dict)
        assert not NUL.search(document)
        document.decode()
    for text in (
        arrival.message_id,
        arrival.name,
        arrival.kind,
        *(part for pair in arrival.identifiers for part in pair),
    ):
        assert "\0" not in text
        text.encode()
    msgspec.json.encode(arrival.traits)
    return 0 < len(arrival.message_id) <= MAX_MESSAGE_ID and 0 <= arrival.occurred_at <= NOW


class TestAnyBody:
    @given(st.binary(max_size=200))
    @example(b"")
    @example(b"\xef\xbb\xbf[]")
    @example(b"\x1f\x8b")
    @example(b"null")
    @example(b'"' * 999 + b"\\")
    def test_is_read_or_refused(self, body: bytes) -> None:
        write_key_in(body)
        try:
            arrivals = ask(body)
        except UnreadableBody:
            return
        assert all(map(is_storable, arrivals))

    @given(anything, st.sampled_from([None, "track", "identify", "page"]))
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_of_json_is_read_or_refused(self, whole: Any, kind: str | None) -> None:
        try:
            arrivals = ask(json.dumps(whole).encode(), kind=kind)
        except UnreadableBody:
            assert not isinstance(whole, list)
        else:
            assert all(map(is_storable, arrivals))


class TestAnyBatch:
    @given(
        st.lists(messages | anything, max_size=6),
        st.sampled_from([True, False]),
        st.dictionaries(st.sampled_from(["context", "sentAt"]), anything),
    )
    @example([{"context": {"\\u0000": "\0"}}], True, {})
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_accounts_for_every_item_in_its_place(
        self, items: list[Any], escaped: bool, shared: dict[str, Any]
    ) -> None:
        body = json.dumps({**shared, "batch": items}, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
        arrivals = ask(body)
        assert [arrival.index for arrival in arrivals] == list(range(len(items)))
        assert all(map(is_storable, arrivals))

    @given(st.lists(messages, min_size=1, max_size=5))
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_reads_each_item_as_if_it_came_alone(self, items: list[Any]) -> None:
        together = ask(json.dumps({"batch": items}).encode())
        for item, arrival in zip(items, together, strict=True):
            if "messageId" in item:
                alone = ask(json.dumps({"batch": [item]}).encode())[0]
                alone.index = arrival.index
                if not arrival.message_id.startswith(("content-", "none-")):
                    assert alone == arrival

    @given(st.lists(messages, max_size=5), st.booleans())
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_reads_an_item_alike_with_either_reader(self, items: list[Any], escaped: bool) -> None:
        shared = {"context": {"library": {"name": "x"}}, "sentAt": "2026-11-21T21:20:00Z"}
        items = [{**item, "timestamp": "2026-11-21T20:00:00Z"} for item in items]
        strict = json.dumps({**shared, "batch": items}, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
        patient = json.dumps({**shared, "batch": [*items, 7]}, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
        assert ask(strict) == ask(patient)[:-1]

    @given(st.lists(messages, max_size=5))
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_names_retried_items_with_a_stated_moment_alike(self, items: list[Any]) -> None:
        body = json.dumps({"batch": [{**item, "timestamp": "2026-11-20T10:00:00Z"} for item in items]}).encode()
        first, second = ask(body), ask(body, received_at=NOW + 60_000)
        assert [one.message_id for one in first] == [other.message_id for other in second]
        assert len({one.message_id for one in first if one.message_id.startswith("content-")}) == sum(
            one.message_id.startswith("content-") for one in first
        )


class TestDepth:
    @pytest.mark.parametrize("depth", [1, MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1, 500, 900, 1_500, 100_000])
    @pytest.mark.parametrize("brackets", ["[]", "{}"])
    @pytest.mark.parametrize("field", ["properties", "context", "traits"])
    def test_is_bounded_and_costs_only_the_deep_item(self, depth: int, brackets: str, field: str) -> None:
        opened, closed = ("[", "]") if brackets == "[]" else ('{"a":', "}")
        # the field itself is the first level
        value = '{"deep":' + opened * (depth - 1) + "1" + closed * (depth - 1) + "}"
        good = '{"type":"track","event":"A","userId":"u1"}'
        bad = (
            f'{{"type":"identify","userId":"u1","{field}":{value}}}'
            if field == "traits"
            else f'{{"type":"track","event":"B","userId":"u1","{field}":{value}}}'
        )
        body = f'{{"batch":[{good},{bad},{good}]}}'.encode()
        arrivals = ask(body)
        problems = [arrival.problem and arrival.problem[0] for arrival in arrivals]
        assert problems == [None, "TooDeep" if depth > MAX_DEPTH else None, None] or (
            len(value) > 32_000 and problems[1] in {"TooDeep", "EventTooLarge"}
        )
        assert all(map(is_storable, arrivals))

    def test_without_an_end_is_refused(self) -> None:
        with pytest.raises(UnreadableBody):
            ask(b'{"batch":[' + b'{"a":[' * 40_000)
