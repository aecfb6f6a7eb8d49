"""What crosses from the reading process to the server: nothing personal where it does not belong, the same content the same."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huoshui.events import privacy
from huoshui.events.imports import ledger
from huoshui.events.imports.drafts import Draft, DraftEvent, drafts
from huoshui.events.imports.masking import masked, needs_search
from tests.channels.exports.reading import changed, tell
from tests.world.exports import HEADERS, export

_DAY = 86_400_000


def _drafts(platform: str, count: int = 30) -> list[Draft]:
    return drafts(tell(export(platform, count)).events, "shop")


def _masked(event: DraftEvent) -> object:
    assert event.masked != b""
    return msgspec.json.decode(event.masked or event.properties)


class TestMasking:
    @pytest.mark.parametrize("platform", HEADERS)
    def test_takes_out_what_intakes_own_search_takes_out(self, platform: str) -> None:
        for draft in _drafts(platform, 60):
            for event in draft.events:
                if not event.traits:
                    assert _masked(event) == msgspec.json.decode(privacy.scrubbed(event.properties))

    @settings(max_examples=60)
    @given(st.sampled_from(["买家备注", "桌号", "销售导购", "全部商品名称", "收货人/提货人", "买家昵称", "详细收货地址/提货地址"]),
           st.sampled_from(["19900000001", "+8619900000001", "a@b.cn", "86-19900000001", "王某", "2026", "19900000001;19900000002"]))  # fmt: skip
    def test_wherever_it_hides(self, column: str, text: str) -> None:
        for draft in drafts(tell(changed(export("youzan-orders", 1), **{column: text})).events, ""):
            for event in draft.events:
                assert _masked(event) == msgspec.json.decode(privacy.scrubbed(event.properties))

    def test_does_not_let_a_person_through_whom_it_cannot_find(self) -> None:
        with pytest.raises(ValueError, match="who the buyer is"):
            masked({"buyer": {"name": "王某"}}, b'{"buyer": {"name": "\xe7\x8e\x8b"}}')

    def test_leaves_names_that_only_intake_knows_to_intake(self) -> None:
        assert needs_search(["mail", "备注"])
        assert not needs_search(["联系电话", "备注"])


class TestContent:
    def test_is_the_same_for_the_same_and_another_for_another(self) -> None:
        assert [draft.content for draft in _drafts("douyin-orders")] == [
            draft.content for draft in _drafts("douyin-orders")
        ]
        one, other = (
            drafts(tell(changed(export("jd-orders", 1), 订单状态=state)).events, "")[0] for state in ("完成", "已取消")
        )
        assert (one.record, one.key) == (other.record, other.key)
        assert one.content != other.content


class TestLedger:
    def _decide(self, platform: str, known: dict[int, ledger.Standing], at: int = _DAY) -> ledger.Decided:
        return ledger.decide(_drafts(platform, 5), known, import_id=1, exported_at=at, file="a.csv")

    @pytest.mark.parametrize("platform", HEADERS)
    def test_a_record_told_once_is_not_told_again(self, platform: str) -> None:
        known: dict[int, ledger.Standing] = {}
        first = self._decide(platform, known)
        again = self._decide(platform, known, at=2 * _DAY)
        assert first.counts["new"] == sum(first.counts.values())
        assert again.counts == {"unchanged": first.counts["new"]}
        assert (again.arrivals, again.lines, again.content) == ([], [], [])

    @pytest.mark.parametrize("platform", HEADERS)
    def test_message_ids_are_short_distinct_and_the_same_every_time(self, platform: str) -> None:
        one, other = self._decide(platform, {}), self._decide(platform, {}, at=3 * _DAY)
        ids = [arrival.message_id for arrival in one.arrivals]
        assert ids == [arrival.message_id for arrival in other.arrivals]
        assert len(set(ids)) == len(ids)
        assert all(len(one) <= 100 for one in ids)

    def test_the_time_of_the_export_is_on_every_order(self) -> None:
        for arrival in self._decide("youzan-orders", {}).arrivals:
            assert msgspec.json.decode(arrival.properties)["exported_at"] == _DAY
            assert arrival.masked is not None
            assert msgspec.json.decode(arrival.masked)["exported_at"] == _DAY
