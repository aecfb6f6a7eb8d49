"""The planted truths, found again in what is told by counting."""

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import orjson
import pyarrow.parquet as pq
import pytest

from huoshui.rehearsal import planted
from huoshui.rehearsal.chance import DAY, HOUR, midnight
from huoshui.rehearsal.market import Market
from tests.rehearsal.told import END_ON, PUBLIC, TOUCHES, Told

BEST = "xiaohongshu"


def first_channels(told: Told) -> dict[int, str]:
    first: dict[int, str] = {}
    for message in told.messages:
        if message.person is not None and message.channel in PUBLIC:
            first.setdefault(message.person, message.channel)
    return first


def net_paid(told: Told) -> Counter[int]:
    paid: Counter[int] = Counter()
    for order in told.of("Order Completed"):
        paid[order.person or 0] += round(order.properties["total"] * 100)
    for refund in told.of("Order Refunded"):
        paid[refund.person or 0] -= round(refund.properties["refund"] * 100)
    return paid


class TestChannels:
    def test_of_first_touch_are_the_planted_origins(self, told: Told) -> None:
        origin = {row["person"]: row["channel"] for row in told.people}
        first = first_channels(told)
        same = sum(origin[person] == channel for person, channel in first.items())
        # what is left are shared devices, wrong clocks and the like
        assert same / len(first) > 0.985
        assert len(first) > 0.97 * len(told.people)

    def test_rank_by_lifetime_value_as_planted_and_by_last_touch_otherwise(self, told: Told) -> None:
        first, paid = first_channels(told), net_paid(told)
        people = Counter(first.values())
        value: Counter[str] = Counter()
        for person, fen in paid.items():
            value[first[person]] += fen
        lifetime = {name: value[name] / people[name] for name in people}
        assert max(lifetime, key=lambda name: lifetime[name]) == BEST
        assert lifetime[BEST] > 2 * lifetime["douyin"] > 2 * lifetime["weibo"]
        retargeter = planted.SEAS[planted.RETARGETER].name
        credit = last_touch_revenue(told)
        assert max(credit, key=lambda name: credit[name]) == retargeter
        assert credit[retargeter] > 1.5 * credit[BEST]
        assert lifetime[retargeter] < np.mean(list(lifetime.values()))

    def test_are_summed_up_in_the_truth(self, told: Told) -> None:
        sums = told.market.truth.channels
        assert sum(tally["people"] for tally in sums.values()) == len(told.people)
        for name, tally in sums.items():
            rows = [row for row in told.people if row["channel"] == name]
            assert tally["net_paid_fen"] == sum(row["net_paid_fen"] for row in rows)
            assert tally["buyers_again"] == sum(row["orders"] > 1 for row in rows)


def last_touch_revenue(told: Told) -> Counter[str]:
    last: dict[int, str] = {}
    credit: Counter[str] = Counter()
    for message in told.of(*TOUCHES, "Order Completed"):
        person = message.person or 0
        if message.name == "Order Completed":
            if person in last:
                credit[last[person]] += message.properties["total"]
        elif message.channel in PUBLIC:
            last[person] = message.channel
    return credit


class TestMoney:
    def test_in_the_truth_is_what_is_told(self, told: Told) -> None:
        paid, orders = net_paid(told), Counter(order.person for order in told.of("Order Completed"))
        shared = {person for _, persons in told.market.truth.shared_phones for person in persons}
        shared |= {person for _, *persons, _ in told.market.truth.recycled_phones for person in persons}
        compared = [row for row in told.people if row["person"] not in shared]
        assert len(compared) > 0.98 * len(told.people)
        wrong = [
            row
            for row in compared
            if (orders[row["person"]], paid[row["person"]]) != (row["orders"], row["net_paid_fen"])
        ]
        # an order known by a shared number alone belongs to nobody in particular
        assert len(wrong) <= 2

    def test_is_dear_and_rare_for_vehicles_and_repeats_for_the_rest(self, told: Told) -> None:
        orders = list(told.of("Order Completed"))
        vehicles = [order for order in orders if order.properties["products"][0]["category"] == "vehicle"]
        assert 0.02 < len(vehicles) / len(told.people) < 0.06
        assert (
            0.5
            < sum(order.properties["total"] for order in vehicles) / sum(order.properties["total"] for order in orders)
            < 0.97
        )
        buyers = Counter(order.person for order in orders)
        assert 0.2 < sum(count > 1 for count in buyers.values()) / len(buyers) < 0.45


class Pushes:
    """For each contact and day: pushed or not, fatigue before, deleted; rebuilt from the messages alone."""

    def __init__(self, told: Told) -> None:
        first = midnight(told.market.calendar[0])
        self.rows: list[tuple[int, bool, float, bool]] = []
        added, pushed, gone = {}, defaultdict(set), {}
        fake = {row["person"] for row in told.people if row["type"] == "fake"}
        for message in told.of("Contact Added", "Message Sent", "Contact Deleted Staff"):
            person, day = message.person or 0, (message.at - first) // DAY
            if person in fake:
                continue
            if message.name == "Contact Added":
                added.setdefault(person, day)
            elif message.name == "Contact Deleted Staff":
                gone.setdefault(person, message.at)
            elif message.properties["kind"] == "marketing":
                pushed[person].add(day)
        for person, since in added.items():
            self._live(person, since, pushed[person], gone.get(person), first, len(told.market.calendar))

    def _live(self, person: int, since: int, pushed: set[int], gone: int | None, first: int, days: int) -> None:
        fatigue, decay = 0.0, np.exp(-1 / planted.FATIGUE.tau)
        # A push of the evening may be answered by a deletion after midnight.
        last = days - 1 if gone is None else int((gone - first - 3 * HOUR) // DAY)
        for day in range(since + 1, min(last, days - 1) + 1):
            sent = day in pushed
            self.rows.append((person, sent, fatigue, gone is not None and day == last))
            fatigue = (fatigue + sent) * decay


@pytest.fixture(scope="module")
def pushes(told: Told) -> Pushes:
    return Pushes(told)


class TestFatigue:
    def test_makes_pushed_days_many_times_as_dangerous(self, pushes: Pushes) -> None:
        days, deleted = Counter(row[1] for row in pushes.rows), Counter(row[1] for row in pushes.rows if row[3])
        ratio = (deleted[True] / days[True]) / (deleted[False] / days[False])
        assert 6 < ratio < 60

    def test_grows_with_the_pushes_before(self, pushes: Pushes) -> None:
        hazards = []
        for low, high in pairwise((0.0, 1.0, 2.5, 20.0)):
            some = [row[3] for row in pushes.rows if row[1] and low <= row[2] < high]
            hazards.append(sum(some) / len(some))
        # the tired who are easily tired leave first, so the middle tells little
        assert hazards[2] > 3 * max(hazards[0], hazards[1])

    def test_has_the_planted_parameters(self, told: Told, pushes: Pushes) -> None:
        known = {row["person"]: row for row in told.people}
        sent = [row for row in pushes.rows if row[1]]
        tired = np.array([row[2] * known[row[0]]["sensitivity"] for row in sent])
        affinity = np.array([known[row[0]]["affinity"] for row in sent])
        given = np.column_stack([np.ones(len(sent)), tired, affinity])
        found, error = logistic_fit(given, np.array([row[3] for row in sent], dtype=float))
        truth = np.array([planted.FATIGUE.a, planted.FATIGUE.b, planted.FATIGUE.c])
        assert np.all(np.abs(found - truth) < 4 * error + 0.1), (found, error)
        assert np.all(error < 0.35)

    def test_is_worst_at_the_pushy_dealer_s(self, told: Told) -> None:
        pushy = f"S{planted.PUSHY_DEALER + 1:02d}"
        lost: dict[bool, list[bool]] = {True: [], False: []}
        for row in told.people:
            if row["contact_at"] is not None and row["type"] != "fake":
                lost[row["store"].startswith(pushy)].append(row["deleted_at"] is not None)
        assert np.mean(lost[True]) > 2.5 * np.mean(lost[False])


def logistic_fit(given: np.ndarray, outcome: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Newton's maximum likelihood, and the standard errors."""
    weights = np.zeros(given.shape[1])
    weights[0] = np.log(outcome.mean())
    for _ in range(30):
        chance = 1 / (1 + np.exp(-given @ weights))
        information = given.T @ (given * (chance * (1 - chance))[:, None])
        weights = weights + np.linalg.solve(information, given.T @ (outcome - chance))
    return weights, np.sqrt(np.diag(np.linalg.inv(information)))


class TestFollowers:
    def test_that_were_bought_come_in_bursts_and_share_devices(self, told: Told) -> None:
        fakes = {row["person"]: row for row in told.people if row["type"] == "fake"}
        arrivals = {(row["channel"], row["arrived_on"]) for row in fakes.values()}
        assert len(arrivals) <= 3 * len(planted.SEAS)
        devices = Counter(
            pair
            for pair, owners in told.owners.items()
            if pair[0] == "device" and owners <= fakes.keys()
            for _ in owners
        )
        assert max(devices.values()) == 8
        assert sum(row["orders"] for row in fakes.values()) == 0

    def test_that_are_silent_never_answer_nor_buy(self, told: Told) -> None:
        silent = {row["person"] for row in told.people if row["type"] == "silent"}
        acts = [
            m
            for m in told.of("Message Replied", "Message Clicked", "Consultation Started", "Order Completed")
            if m.person in silent
        ]
        shared = {person for _, persons in told.market.truth.shared_phones for person in persons}
        assert [act for act in acts if act.person not in shared] == []
        share = len(silent) / sum(row["type"] != "fake" for row in told.people)
        assert abs(share - planted.SILENT) < 0.03

    def test_that_are_close_answer_more(self, told: Told) -> None:
        sent = Counter(message.person for message in told.of("Message Sent"))
        said = Counter(message.person for message in told.of("Message Replied"))
        real = [row for row in told.people if row["type"] == "real" and sent[row["person"]]]
        rates = []
        for low, high in ((0.0, 0.33), (0.33, 0.67), (0.67, 1.0)):
            tier = [row["person"] for row in real if low <= row["intimacy"] < high]
            rates.append(sum(said[person] for person in tier) / sum(sent[person] for person in tier))
        assert rates[0] < rates[1] < rates[2]


class TestIdentifiers:
    def test_belong_to_one_person_each_but_for_the_planted(self, told: Told) -> None:
        truth = told.market.truth
        devices = {device for device, _ in truth.shared_devices}
        phones = {phone for phone, _ in truth.shared_phones} | {phone for phone, *_ in truth.recycled_phones}
        many = {pair: owners for pair, owners in told.owners.items() if len(owners) > 1}
        assert {value for (namespace, value) in many if namespace == "phone"} == phones
        assert {value for (namespace, value) in many if namespace == "device"} == devices
        assert {namespace for namespace, _ in many} <= {"phone", "device", "anonymous"}

    def test_of_one_message_belong_to_one_person(self, told: Told) -> None:
        for message in told.messages:
            assert set.intersection(*(told.owners[pair] for pair in message.identifiers))

    def test_in_the_truth_are_exactly_those_that_were_told(self, told: Told) -> None:
        assert {pair for message in told.messages for pair in message.identifiers} == told.owners.keys()

    def test_are_grouped_by_the_messages_that_show_them_together(self, told: Told) -> None:
        group = {
            (row["person"], *pair): number
            for row in told.people
            for *pair, number in zip(row["namespaces"], row["values"], row["groups"], strict=True)
        }
        for message in told.messages:
            if message.person is not None:
                assert len({group[message.person, *pair] for pair in message.identifiers}) == 1
        for row in told.people:
            assert sorted(set(row["groups"])) == list(range(len(set(row["groups"]))))

    def test_recycled_pass_from_one_to_the_other_on_a_day(self, told: Told) -> None:
        assert told.market.truth.recycled_phones
        for phone, old, new, moment in told.market.truth.recycled_phones:
            of_phone = [message for message in told.messages if ("phone", phone) in message.identifiers]
            known = {old: told.people[old], new: told.people[new]}
            assert all(phone in row["values"] for row in known.values())
            assert min(m.at for m in of_phone) < moment <= max(m.at for m in of_phone)

    def test_grow_with_devices_and_accounts(self, told: Told) -> None:
        held = Counter(
            namespace
            for row in told.people
            for namespace in set(row["namespaces"])
            if row["namespaces"].count(namespace) > 1
        )
        assert held["device"] > 0.005 * len(told.people)
        assert held["wechat_unionid:xichi"] > 5


class TestRhythm:
    def test_sleeps_at_night_and_shops_in_the_evening(self, told: Told) -> None:
        hours = Counter((message.at + 8 * HOUR) // HOUR % 24 for message in told.of("Content Viewed"))
        assert hours[21] > 8 * hours[4]
        tills = Counter((message.at + 8 * HOUR) // HOUR % 24 for message in told.of("Test Ride Completed"))
        assert sum(tills[hour] for hour in range(9, 22)) > 0.97 * tills.total()

    def test_is_busier_on_member_days(self, told: Told) -> None:
        days = Counter((message.at + 8 * HOUR) // DAY for message in told.of("Ad Viewed"))
        first = midnight(told.market.calendar[0])
        by_day = {day: days[(first + 8 * HOUR) // DAY + number] for number, day in enumerate(told.market.calendar)}
        for day, count in by_day.items():
            if day.day == 18 and (day.month, day.day) != (7, 18):
                around = [by_day[other] for other in by_day if 0 < abs((other - day).days) <= 3]
                assert count > 1.2 * np.mean(around)


class TestWritten:
    def test_beside_the_data_says_all_of_it(self, tmp_path: Path) -> None:
        market = Market(400, 40, 5, END_ON, people_path=tmp_path / "truth.people.parquet")
        sent = sum(batch.events for batch in market.batches())
        market.truth.write(tmp_path / "truth.json")
        written = orjson.loads((tmp_path / "truth.json").read_bytes())
        people = pq.read_table(tmp_path / written["people_file"])
        assert people.num_rows == written["people"] == 400
        assert written["planted"]["fatigue"]["b"] == planted.FATIGUE.b
        assert written["planted"]["channel_lift_ranking"][0] == BEST
        known = sum(written["events"].values()) + written["delivery"]["duplicate"]
        assert sent == known + sum(count for name, count in written["delivery"].items() if name.startswith("invalid."))
