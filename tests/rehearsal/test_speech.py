"""What the market says: the same for the same seed, within the door's limits, in the dictionary's words."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from huoshui.channels import namespaces
from huoshui.channels.contract import MAX_BATCH_BYTES, MAX_BATCH_EVENTS, Unusable
from huoshui.channels.recognition import CHANNELS
from huoshui.channels.segment.translator import translate
from huoshui.events import dictionary
from huoshui.rehearsal import brand
from huoshui.rehearsal.chance import midnight
from huoshui.rehearsal.identifiers import NAMESPACES
from huoshui.rehearsal.market import Market
from huoshui.rehearsal.phrases import PHRASES, SOURCES
from tests.rehearsal.told import END_ON, Told

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def digest(market: Market) -> str:
    told = hashlib.sha256()
    for batch in market.batches():
        told.update(batch.source.encode() + batch.body)
    return told.hexdigest()


class TestSeed:
    def test_gives_the_same_bytes_and_truth_again(self) -> None:
        one, other = Market(300, 30, 7, END_ON), Market(300, 30, 7, END_ON)
        assert digest(one) == digest(other)
        assert one.truth.plain() == other.truth.plain()
        assert one.truth.people.equals(other.truth.people)

    def test_of_another_number_gives_another_market(self) -> None:
        assert digest(Market(300, 30, 7, END_ON)) != digest(Market(300, 30, 8, END_ON))

    def test_tells_the_same_of_a_cohort_however_many_follow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("huoshui.rehearsal.people.COHORT", 200)
        alone, followed = Market(200, 20, 7, END_ON), Market(500, 20, 7, END_ON)
        first = [batch.body for batch in alone.batches()]
        assert [batch.body for batch in followed.batches()][: len(first)] == first
        assert followed.truth.people.num_rows == 500
        assert followed.truth.people.column("person").to_pylist() == list(range(500))
        assert followed.done == followed.steps == 60


class TestBatches:
    def test_are_json_within_the_limits_of_the_door(self, told: Told) -> None:
        for batch in told.batches:
            assert len(batch.body) <= 480_000 < MAX_BATCH_BYTES
            events = orjson.loads(batch.body)["batch"]
            assert 1 <= len(events) == batch.events <= 1_200 < MAX_BATCH_EVENTS
            assert batch.source in SOURCES

    def test_say_what_the_truth_counts(self, told: Told) -> None:
        delivery, names = told.market.truth.delivery, told.market.truth.told
        invalid = sum(count for name, count in delivery.items() if name.startswith("invalid."))
        sent = sum(batch.events for batch in told.batches)
        assert sent == sum(names.values()) + delivery["duplicate"] + invalid
        assert Counter(message.name for message in told.messages) == Counter(names)

    def test_come_in_order_but_for_the_late_ones(self, told: Told) -> None:
        days = [batch.through for batch in told.batches]
        assert days == sorted(days)
        assert 0.004 < told.market.truth.delivery["late"] / len(told.messages) < 0.008

    def test_tell_nothing_from_after_the_last_day(self, told: Told) -> None:
        begin, end = midnight(told.market.calendar[0]), midnight(END_ON)
        wrong_clock = timedelta(hours=32) / timedelta(milliseconds=1)
        assert all(begin - wrong_clock <= message.at < end + wrong_clock for message in told.messages)
        assert sum(not begin <= message.at < end for message in told.messages) <= told.market.truth.delivery["skewed"]

    def test_are_about_fifty_a_person(self, told: Told) -> None:
        assert 42 < len(told.messages) / len(told.people) < 58


class TestWords:
    def test_are_the_dictionary_s(self) -> None:
        assert set(PHRASES) - {"identify"} <= set(dictionary.ENTRIES)

    def test_fit_the_dictionary_s_properties(self, told: Told) -> None:
        problems = Counter(
            problem
            for message in told.messages
            if message.name != "identify"
            for problem in dictionary.problems_of(dictionary.ENTRIES[message.name], message.properties)
        )
        assert problems == {}

    def test_name_channels_and_namespaces_that_exist(self) -> None:
        assert set(SOURCES) <= set(CHANNELS)
        scopes = {"wecom_external": f"wecom_external:{brand.DEALER_CORPS[2]}"}
        assert all(namespaces.known(scopes.get(namespace, namespace)) for namespace in NAMESPACES.values())

    def test_hold_only_usable_identifiers(self, told: Told) -> None:
        unusable = [pair for pair in told.owners if isinstance(namespaces.normalize(*pair), Unusable)]
        assert unusable == []

    def test_ring_nobody(self, told: Told) -> None:
        # 144 is a block of numbers for machines
        assert {value[:3] for namespace, value in told.owners if namespace == "phone"} == {"144"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What the real translator of the Segment door makes of a message."""

    number: str
    name: str
    channel: str
    occurred_at: int
    by: str
    problem: str
    url: str


@pytest.fixture(scope="module")
def taken(told: Told) -> list[Taken]:
    received = int(NOW.timestamp() * 1000)
    found = []
    for batch in told.batches:
        for arrival in translate(batch.sealed(NOW), kind=None, received_at=received, default_channel=batch.source):
            lands = arrival.name == "Landing Page Viewed"
            url = orjson.loads(arrival.context)["page"]["url"] if lands else ""
            problem = arrival.problem[0] if arrival.problem else ""
            found.append(
                Taken(
                    arrival.message_id,
                    arrival.name,
                    arrival.channel,
                    arrival.occurred_at,
                    arrival.timestamp_source,
                    problem,
                    url,
                )
            )
    return found


class TestDoor:
    def test_takes_everything_but_the_planted_nonsense(self, told: Told, taken: list[Taken]) -> None:
        planted = {name[8:]: count for name, count in told.market.truth.delivery.items() if name.startswith("invalid.")}
        # a masked phone is an identifier to the translator and none to intake
        planted.pop("NoUsableIdentifier", None)
        assert Counter(one.problem for one in taken if one.problem) == planted
        assert len(taken) == sum(batch.events for batch in told.batches)

    def test_sets_wrong_clocks_right(self, told: Told, taken: list[Taken]) -> None:
        stated = {message.number: message.at for message in told.messages}
        begin, end = midnight(told.market.calendar[0]), midnight(END_ON)
        corrected = {one.number: one.occurred_at for one in taken if one.by == "skew" and not one.problem}
        assert len(corrected) == told.market.truth.delivery["skewed"] > 0
        assert all(begin <= at < end and at != stated[number] for number, at in corrected.items())

    def test_finds_the_channel_of_who_lands(self, taken: list[Taken]) -> None:
        landings = [one for one in taken if one.url]
        assert landings
        assert [one for one in landings if f"utm_source={one.channel}&" not in one.url] == []
