"""Answers of insight as tables in a terminal."""

from typing import Any

import pytest

from huoshui.app.cli.insight_tables import show, tables
from huoshui.app.cli.terminal import terminal
from huoshui.insight.chains.contract import ChainLine, ChainsResult
from huoshui.insight.questions.contract import Share


def line(group: str | None, friends: int, kept: int) -> ChainLine:
    share = Share.of(kept, friends)
    return ChainLine(
        group=group, people=9, clicked=5, scanned=4, added=friends, kept_1=share, kept_7=share, kept_30=share, spoke=2,
        joined=1, bought=1, again=0, net_fen=19900, cells={},
    )  # fmt: skip


def test_of_chains_has_a_row_for_each_way_in_the_order_of_its_steps_and_one_for_all() -> None:
    answer = ChainsResult(by="channel", lines=[line("douyin", 4, 3)], more=0, total=line(None, 4, 3))
    laid = tables(answer.model_dump(mode="json"))
    first, total = (dict(zip(laid.heads, row, strict=True)) for row in laid.rows)
    assert first == {
        "group": "douyin", "people": 9, "clicked": 5, "scanned": 4, "added": 4, "after 1d": 0.75, "after 7d": 0.75,
        "after 30d": 0.75, "spoke": 2, "joined": 1, "bought": 1, "again": 0,
    }  # fmt: skip
    assert total == {**first, "group": "total 合计"}
    assert {laid.heads[place] for place in laid.shares} == {"after 1d", "after 7d", "after 30d"}


def came(people: int, *, complete: bool) -> dict[str, Any]:
    return {"figure": {"value": people / 10}, "complete": complete}


def test_of_cohorts_tell_which_shares_will_still_grow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cohorts = [
        {"bucket": "2026-11-02", "size": 10, "returns": [came(10, complete=True), came(3, complete=True)]},
        {"bucket": "2026-11-09", "size": 10, "returns": [came(10, complete=True), came(0, complete=False)]},
    ]
    lines = [{"group": None, "cohorts": cohorts}]
    laid = tables({"kind": "retention", "columns": [(0, 1), (1, 2)], "lines": lines})
    assert laid.rows == [[None, "2026-11-02", 10, 1.0, 0.3], [None, "2026-11-09", 10, 1.0, 0.0]]
    assert laid.growing == {(1, 4)}
    monkeypatch.setattr(terminal.out, "_width", 120)
    show({"kind": "retention"}, laid)
    told = capsys.readouterr().out
    assert "0.0%…" in told
    assert "30.0%…" not in told
    assert "not over yet" in told
