"""What holds for every file: no row is lost, nothing depends on how the file is cut or packed, keys stay."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from huoshui.bedrock.errors import Refusal
from huoshui.channels.exports.apart import Apart
from huoshui.channels.exports.cells import clean
from tests.channels.exports.reading import tell
from tests.world import exports
from tests.world.exports import HEADERS, Export, export

_CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "-",
            "——",
            "\t123",
            "'9",
            "6.92E+18",
            "19900000001",
            "186****0005",
            "##x",
            "合计",
            "1,299.00",
            "2026-03-01 10:00:00",
            "a;b",
            "0",
        ]
    ),
    st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=12),
)


@st.composite
def _tables(draw: st.DrawFn) -> Export:
    platform = draw(st.sampled_from(sorted(HEADERS)))
    table = export(platform, draw(st.integers(1, 12)), seed=draw(st.integers(0, 9)))
    rows = [list(row) for row in table.rows]
    for _ in range(draw(st.integers(0, 8))):
        row = rows[draw(st.integers(0, len(rows) - 1))]
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(_CELL)
    for _ in range(draw(st.integers(0, 2))):
        row = rows[draw(st.integers(0, len(rows) - 1))]
        row.extend(draw(st.lists(_CELL, max_size=2)))
    return Export(platform, table.header, rows)


class TestEveryRow:
    @settings(max_examples=150)
    @given(_tables(), st.integers(1, 20))
    def test_is_imported_or_refused_or_skipped(self, table: Export, size: int) -> None:
        told = tell(table.csv(), size=size)
        assert told.accounts()
        refused = {
            row
            for row, code in told.codes
            if code not in {"names_differ", "quantity_ambiguous", "totals_differ", "bad_optional"}
        }
        imported = {row for event in told.events for row in event.rows}
        assert not refused & imported
        assert len(refused) == told.totals.refused
        assert len(imported) == told.totals.imported

    @settings(max_examples=60)
    @given(_tables(), st.integers(1, 20))
    def test_says_the_same_however_the_file_is_cut(self, table: Export, size: int) -> None:
        one, other = tell(table.csv()), tell(table.csv(), size=size)
        assert one.events == other.events
        assert sorted(one.codes) == sorted(other.codes)

    @settings(max_examples=60)
    @given(_tables(), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
    def test_says_the_same_in_every_encoding(self, table: Export, encoding: str) -> None:
        assert tell(table.csv(encoding)).events == tell(table.csv("utf-8-sig")).events

    @settings(max_examples=15)
    @given(_tables())
    def test_has_one_key_per_record(self, table: Export) -> None:
        events = tell(table.csv()).events
        assert all(event.key.startswith(tell(table.csv()).plans[0].mapping.platform) for event in events)
        assert [event.key for event in events] == [event.key for event in tell(table.csv(newline="\n")).events]


class TestArbitraryBytes:
    @settings(max_examples=100)
    @given(st.binary(max_size=400), st.sampled_from(["", "headers"]))
    def test_never_break_the_reader(self, content: bytes, above: str) -> None:
        head = export("tmall-orders", 2).csv("utf-8") if above else b""
        try:
            told = tell(head + content)
        except Refusal:
            return
        assert told.accounts()


class TestScatteredLines:
    @settings(max_examples=40)
    @given(st.permutations(range(12)))
    def test_orders_are_whole_whatever_the_order_of_their_lines(self, places: list[int]) -> None:
        table = export("uci-online-retail", 12)
        plain = tell(table)
        mixed = tell(Export("uci", table.header, [table.rows[place] for place in places]))
        assert {event.key: event.properties["total_fen"] for event in mixed.events} == {
            event.key: event.properties["total_fen"] for event in plain.events
        }
        assert len(mixed.events) == len(plain.events)

    def test_orders_are_whole_around_a_line_whose_number_was_destroyed(self) -> None:
        table = export("uci-online-retail", 12)
        first = table.rows[0][0]
        broken = ["6.92E+18", *table.rows[-1][1:]]
        lines = [row for row in table.rows if row[0] == first]
        told = tell(Export("uci", table.header, [*lines[:1], broken, *lines[1:]]))
        assert told.codes == [(3, "corrupted_id")]
        assert [len(event.properties["products"]) for event in told.events] == [len(lines)]

    def test_are_put_aside_on_disk_when_they_are_many(self) -> None:
        with Apart(held=10) as apart:
            for number in range(100):
                apart.put(f"o{number % 30}", [(number, [str(number)])])
            groups = dict(apart.groups())
        assert len(groups) == 30
        assert [number for number, _ in groups["o7"]] == [7, 37, 67, 97]


class TestCleaning:
    @given(st.text(max_size=20))
    def test_does_not_mind_what_protects_a_cell(self, text: str) -> None:
        assert clean(f"\t{text} ") == clean(text)

    def test_streams_what_is_written(self) -> None:
        assert io.StringIO("".join(exports.stream("jd-orders", 3))).read().count("\n") == 4
