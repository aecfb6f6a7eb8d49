"""The comparison with the platform: after it the pool is the platform's, whatever happened to the callbacks."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import LOCAL
from huoshui.channels.wecom.scheduler import Time
from huoshui.rehearsal.wecom.things import Follow
from huoshui.relations import operations
from huoshui.relations.contract import Kind, NothingWithheld, Run
from huoshui.relations.operations import Draft
from huoshui.relations.rules.following import Fact, replay
from huoshui.relations.syncing import everybody, runs
from huoshui.relations.syncing.comparing import Comparison
from tests.relations.test_relations_hearing import busy
from tests.relations.world import CORP, Pool
from tests.world.processes import until

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture
def no_waiting(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the time pass at once for which whoever asks the platform waits."""
    passed = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal passed
        passed += seconds
        await asyncio.sleep(0)

    time_ = Time(now=lambda: time.time() + passed, sleep=sleep)
    monkeypatch.setattr(pool.platform.speakers._scheduler, "time", time_)
    monkeypatch.setattr(pool.platform.speakers._scheduler, "_lanes", {})


def untold(pool: Pool, count: int) -> None:
    """Let so many become a staff member's friends, an hour ago, of whom no callback told."""
    for number in range(count):
        pool.acts.add(pool.acts.appear(f"客户{number}"), "zhangsan")
    pool.letters()
    pool.hours.pass_by(hours=1)


def declining(code: int, *, at: int) -> Callable[[str], Awaitable[int | None]]:
    """Decline the reading of the so-manieth page of contacts."""
    asked = 0

    async def before(path: str) -> int | None:
        nonlocal asked
        asked += path == "externalcontact/batch/get_by_user"
        return code if asked == at else None

    return before


class TestCompare:
    async def test_reads_a_whole_corp_page_by_page_and_counts(self, pool: Pool) -> None:
        for number in range(130):
            pool.acts.add(pool.acts.appear(f"客户{number}"), ["zhangsan", "lisi"][number % 2], state=f"s{number % 3}")
        pool.acts.join(pool.acts.open_group("zhangsan", "一群"), *list(pool.corp.customers.values())[:5])
        pool.letters()
        pool.hours.pass_by(hours=1)
        run = await pool.compare()
        assert (run.state, run.step, run.staff, run.staff_done) == ("done", "done", 3, 3)
        assert run.counts == {"tags": 0, "staff": 3, "groups": 1, "contacts": 130, "members": 6}
        assert run.repaired == {"staff": 3, "added": 130, "groups": 1, "joined": 6}
        assert await pool.friends() == pool.really()
        assert await pool.inside() == pool.really_inside()

    @pytest.mark.parametrize("seed", [1, 2, 3, 4])
    async def test_repairs_whatever_callbacks_lost_repeated_and_brought_out_of_order(
        self, pool: Pool, seed: int
    ) -> None:
        chance = random.Random(seed)
        await busy(pool, chance, acts=90)
        told = pool.letters()
        # who deleted whom cannot be read from the platform: only a callback tells
        arriving = [one for one in told if chance.random() > 0.3 or one["ChangeType"] == "del_follow_user"]
        late = [one for one in told if one not in arriving]
        arriving += chance.sample(arriving, len(arriving) // 3)
        chance.shuffle(arriving)
        await pool.hear(*arriving)
        await pool.read()
        pool.hours.pass_by(hours=2)
        first = await pool.compare()
        assert first.state == "done"
        assert await pool.friends() == pool.really()
        assert await pool.inside() == pool.really_inside()
        pool.hours.pass_by(hours=1)
        assert (await pool.compare()).repaired == {}, "what was repaired is repaired"
        await pool.hear(*late)
        await pool.read()
        assert await pool.inside() == pool.really_inside()
        assert await pool.friends() == pool.really()

    async def test_a_late_callback_after_it_is_no_second_addition(self, pool: Pool) -> None:
        anna, bert = pool.acts.appear("安"), pool.acts.appear("博")
        pool.acts.add(anna, "zhangsan", state="s1")
        gone = pool.acts.add(bert, "zhangsan")
        assert gone
        added, again = pool.letters()
        await pool.hear(again)
        pool.hours.pass_by(minutes=10)
        pool.acts.staff_deletes(gone)
        (deleted,) = pool.letters()
        pool.hours.pass_by(hours=1)
        run = await pool.compare()
        assert (run.repaired["added"], run.repaired["missing"]) == (1, 1)
        assert run.examples["missing"] == [f"zhangsan · {bert.external_userid}"]
        before = Counter(await pool.forward())
        await pool.hear(added, deleted)
        await pool.read()
        pool.hours.pass_by(minutes=10)
        assert Counter(await pool.forward()) == before
        assert before == {
            ("Contact Added", "zhangsan", anna.external_userid): 1,
            ("Contact Added", "zhangsan", bert.external_userid): 1,
            ("Staff Deleted Contact", "zhangsan", bert.external_userid): 1,
        }
        rows = await pool.rows("SELECT standing, supposed FROM follow_relations WHERE contact = :c",
                               c=bert.external_userid)  # fmt: skip
        assert tuple(rows[0]) == ("deleted_by_staff", False)

    async def test_finds_when_somebody_came_of_whom_only_the_end_was_told(self, pool: Pool) -> None:
        anna = pool.acts.appear("安")
        follow = pool.acts.add(anna, "zhangsan")
        pool.letters()
        pool.hours.pass_by(hours=1)
        pool.acts.customer_deletes(follow)
        await pool.hear_all()
        pool.hours.pass_by(hours=1)
        assert (await pool.compare()).repaired["added"] == 1
        assert [name for name, *_ in await pool.forward()] == ["Contact Added", "Contact Deleted Staff"]
        rows = await pool.rows("SELECT standing, added_at < since AS before FROM follow_relations")
        assert [tuple(row) for row in rows] == [("deleted_by_customer", True)]

    async def test_goes_on_behind_the_last_page_after_it_was_broken_off(self, pool: Pool) -> None:
        untold(pool, 120)
        pool.server.before = declining(48002, at=4)
        broken = await pool.compare()
        assert (broken.state, broken.counts["contacts"]) == ("failed", 100)
        assert "48002" in broken.problem
        pool.server.before = None
        pool.server.asked.clear()
        again = await pool.compare(perform=Comparison.perform)
        assert (again.id, again.state, again.counts["contacts"]) == (broken.id, "done", 120)
        assert pool.server.asked["externalcontact/batch/get_by_user"] == 1
        assert await pool.friends() == pool.really()

    @pytest.mark.parametrize("code", [45009, 45033])
    @pytest.mark.usefixtures("no_waiting")
    async def test_waits_out_a_storm_and_goes_on_where_it_stopped(self, pool: Pool, code: int) -> None:
        for number in range(120):
            pool.acts.add(pool.acts.appear(f"客户{number}"), "zhangsan")
        pool.letters()
        pool.hours.pass_by(hours=1)
        asked: list[str] = []

        async def storms(path: str) -> int | None:
            asked.append(path)
            return code if asked.count("externalcontact/batch/get_by_user") >= 4 else None

        pool.server.before = storms
        waiting = await pool.compare()
        assert (waiting.state, waiting.counts["contacts"]) == ("running", 100)
        assert str(code) in waiting.problem
        async with pool.platform.postgres.session() as session:
            soon = pool.hours.moment() + timedelta(minutes=1)
            assert await runs.silent(session, before=soon - timedelta(minutes=5)) == []
            assert await runs.silent(session, before=soon) == [waiting.id]
        pool.server.before = None
        pool.hours.pass_by(hours=2)
        pool.server.asked.clear()
        again = await self._taken_up(pool, waiting)
        assert (again.state, again.problem, again.counts["contacts"]) == ("done", "", 120)
        assert pool.server.asked["externalcontact/batch/get_by_user"] <= 2  # the page, and another's that met the storm
        assert await pool.friends() == pool.really()

    @pytest.mark.usefixtures("no_waiting")
    async def test_gives_up_a_storm_that_lasts_all_night(self, pool: Pool) -> None:
        async def storms(path: str) -> int | None:
            return 45009 if path == "externalcontact/get_corp_tag_list" else None

        pool.server.before = storms
        waiting = await pool.compare()
        assert waiting.state == "running"
        pool.hours.pass_by(hours=9)
        assert (await self._taken_up(pool, waiting)).state == "failed"

    async def _taken_up(self, pool: Pool, run: Run) -> Run:
        """As the clock does every minute with a run of which nothing was heard."""
        platform = pool.platform
        return await Comparison(
            run, postgres=platform.postgres, speakers=platform.speakers, vault=platform.vault, clock=pool.hours.moment
        ).perform()

    @pytest.mark.parametrize("kept", [1, 2, 3, 4, 5])
    async def test_goes_on_wherever_it_was_ended(self, pool: Pool, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
        monkeypatch.setattr(everybody, "_TOGETHER", 2)
        for number in range(3 * 250):
            state = f"s{number % 3}"
            pool.acts.add(pool.acts.appear(f"客户{number}"), ["zhangsan", "lisi", "wangwu"][number % 3], state=state)
        pool.letters()
        pool.hours.pass_by(hours=1)
        note, noted, ended = runs.note_places, 0, asyncio.Event()

        async def ends(session: AsyncSession, **how: Any) -> None:
            nonlocal noted
            await note(session, **how)
            noted += 1
            if noted > kept:
                ended.set()
                await asyncio.Event().wait()  # until it is ended: what was written here is taken back

        monkeypatch.setattr(runs, "note_places", ends)
        performing = asyncio.create_task(pool.compare())
        await ended.wait()
        performing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await performing
        ((before,),) = await pool.rows("SELECT count(*) FROM follow_relations")
        assert (0 if kept == 1 else 1) <= before < 750
        monkeypatch.setattr(runs, "note_places", note)
        pool.server.asked.clear()
        async with pool.platform.postgres.transaction() as session:
            await session.execute(text("UPDATE relation_runs SET state = 'failed'"))
        again = await pool.compare()
        assert (again.state, again.counts["contacts"], again.repaired["added"]) == ("done", 750, 750)
        assert pool.server.asked["externalcontact/batch/get_by_user"] <= 9 - before // 100 + 3
        assert await pool.friends() == pool.really()
        assert {name for name, *_ in await pool.forward()} == {"Contact Added"}
        facts = await pool.rows("SELECT kind, count(*) FROM relation_facts GROUP BY kind")
        assert [tuple(row) for row in facts] == [("found", 750)]

    async def test_begins_a_staff_member_again_whose_place_is_no_place_any_more(self, pool: Pool) -> None:
        untold(pool, 230)
        pool.server.before = declining(48002, at=4)
        assert (await pool.compare()).counts["contacts"] == 100
        pool.server.before = declining(40058, at=1)  # it has forgotten the place
        again = await pool.compare()
        assert (again.state, again.repaired["added"]) == ("done", 230)
        assert await pool.friends() == pool.really()
        assert await pool.rows("SELECT 1 FROM relation_facts GROUP BY relation HAVING count(*) > 1") == []

    @pytest.mark.parametrize("seed", [1, 2])
    async def test_comes_to_the_same_while_callbacks_arrive(self, pool: Pool, seed: int) -> None:
        chance = random.Random(seed)
        await busy(pool, chance, acts=90)
        told = pool.letters()
        chance.shuffle(told)
        pool.hours.pass_by(hours=1)
        run, _ = await asyncio.gather(pool.compare(), pool.hear(*told))
        assert run.state == "done"
        await pool.read()
        pool.hours.pass_by(hours=1)
        assert (await pool.compare()).state == "done"
        assert await pool.friends() == pool.really()
        assert await pool.inside() == pool.really_inside()

    async def test_goes_on_after_it_and_a_reader_of_letters_waited_for_each_other(self, pool: Pool) -> None:
        for number in range(4):
            pool.acts.add(pool.acts.appear(f"customer {number}"), "zhangsan")
        await pool.compare()
        ((first, last),) = await pool.rows("SELECT min(contact), max(contact) FROM follow_relations")
        touch = text("UPDATE follow_relations SET unit = unit WHERE contact = :contact")
        waits = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        async with pool.platform.postgres.transaction() as reader:
            await reader.execute(text("SET LOCAL deadlock_timeout = '1h'"))  # PostgreSQL ends the other one
            await reader.execute(touch, {"contact": last})
            comparing = asyncio.create_task(pool.compare())

            async def waiting() -> bool:
                return bool((await pool.rows(waits))[0][0])

            await until(waiting)
            await reader.execute(touch, {"contact": first})
        assert (await comparing).state == "done"

    async def test_finds_a_group_that_was_dissolved_and_one_that_nobody_told_of(self, pool: Pool) -> None:
        old = pool.acts.open_group("zhangsan", "旧群")
        await pool.hear_all()
        await pool.read()
        pool.acts.dismiss(old)
        new = pool.acts.open_group("lisi", "新群")
        pool.letters()
        pool.hours.pass_by(hours=1)
        run = await pool.compare()
        assert (run.examples["dismissed"], run.examples["groups"]) == ([old.chat_id], [new.name])
        assert await pool.inside() == pool.really_inside()


class TestTooManyMissing:
    """Whoever suddenly does not see most of a pool may look through another application's eyes."""

    async def test_are_held_back_while_everything_else_is_repaired(self, pool: Pool) -> None:
        await self._hidden(pool, of=120, many=60)
        pool.acts.open_group("zhangsan", "一群")
        pool.letters()
        run = await pool.compare()
        assert (run.state, run.withheld, run.confirmed_by) == ("done", 60, "")
        assert run.repaired == {"groups": 1, "joined": 1}
        assert len(await pool.friends()) == 120
        assert await pool.inside() == pool.really_inside()

    async def test_are_let_go_once_somebody_says_that_it_is_so(self, pool: Pool) -> None:
        await self._hidden(pool, of=120, many=60)
        pool.acts.open_group("zhangsan", "一群")
        pool.letters()
        held = await pool.compare()
        pool.hours.pass_by(hours=9)
        run = await self._confirmed(pool, held.id)
        assert (run.state, run.withheld, run.confirmed_by) == ("done", 0, LOCAL.name)
        assert run.repaired == {"groups": 1, "joined": 1, "missing": 60}
        assert run.counts == held.counts | {"staff": 3}
        assert await pool.friends() == pool.really()
        with pytest.raises(NothingWithheld):
            await self._confirmed(pool, held.id)

    async def test_are_friends_still_where_a_later_comparison_finds_them(self, pool: Pool) -> None:
        hidden = await self._hidden(pool, of=120, many=60)
        held = await pool.compare()
        assert held.withheld == 60
        for follow in hidden:
            pool.corp.keep(follow)
        pool.hours.pass_by(hours=24)
        later = await pool.compare()
        assert (later.withheld, later.repaired) == (0, {})
        assert await pool.friends() == pool.really()
        with pytest.raises(NothingWithheld):  # it would lose whom the later one found
            await self._confirmed(pool, held.id)
        assert await pool.friends() == pool.really()

    @pytest.mark.parametrize(("of", "many"), [(60, 50), (520, 52)])
    async def test_are_neither_few_nor_a_small_part(self, pool: Pool, of: int, many: int) -> None:
        await self._hidden(pool, of=of, many=many)
        run = await pool.compare()
        assert (run.withheld, run.repaired) == (0, {"missing": many})
        assert await pool.friends() == pool.really()

    async def _hidden(self, pool: Pool, *, of: int, many: int) -> list[Follow]:
        """Compare with a pool, and let a part of it vanish of which nobody tells."""
        untold(pool, of)
        assert (await pool.compare()).withheld == 0
        pool.hours.pass_by(hours=24)
        hidden = list(pool.corp.follows.values())[:many]
        for follow in hidden:
            pool.corp.part(follow)
        return hidden

    async def _confirmed(self, pool: Pool, number: int) -> Run:
        async with pool.platform.postgres.transaction() as session:
            run = await runs.confirm(session, number=number, viewer=LOCAL, now=pool.hours.moment())
        return await pool.performed(run)


class TestFirstReading:
    async def test_is_one_fact_of_which_the_river_hears_both_halves_at_their_moments(self, pool: Pool) -> None:
        anna = pool.acts.appear("安")
        follow = pool.acts.add(anna, "zhangsan", state="s1")
        assert follow
        wecom = await pool.platform.speakers.wecom(pool.account.id)
        made = await wecom.tags.add(["金卡"], group_name="等级")
        pool.acts.stick(follow, made.tag[0].id)
        pool.letters()
        added_at = int(pool.hours.at)
        pool.hours.pass_by(hours=1)
        await pool.compare()
        ((kind, turn, said),) = await pool.rows("SELECT kind, turn, said FROM relation_facts")
        assert (kind, turn, said["tags"], said["state"]) == ("found", "added", [made.tag[0].id], "s1")
        assert await pool.friends() == pool.really()
        assert [name for name, *_ in await pool.forward()] == ["Contact Added", "Tag Added"]
        rows = await pool.platform.clickhouse.rows(
            "SELECT name, toUnixTimestamp(occurred_at), JSONExtractString(properties, 'tag') FROM events "
            "WHERE kind = 'track' ORDER BY name"
        )
        assert list(rows) == [("Contact Added", added_at, ""), ("Tag Added", int(pool.hours.at), "金卡")]

    async def test_is_kept_though_somebody_else_found_the_same_contact_a_moment_before(self, pool: Pool) -> None:
        anna = pool.acts.appear("安")
        follow = pool.acts.add(anna, "zhangsan")
        assert follow
        at = int(pool.hours.at * 1000)
        one, other = ({"until": at + later, "way": 1, "tags": tags} for later, tags in ((1000, ["a"]), (9000, ["b"])))
        for said in (one, other, one):
            draft = Draft("zhangsan", anna.external_userid, [Fact(Kind.FOUND, at, f"found:{at}", said)])
            async with pool.platform.postgres.transaction() as session:
                await operations.accept(session, corp=CORP, drafts=[draft], now=pool.hours.moment())
        ((number, tags),) = await pool.rows("SELECT id, tags FROM follow_relations")
        async with pool.platform.postgres.session() as session:
            history = await operations.histories.history_of(session, relation=number)
        assert tags == ["b"]
        assert replay([fact for fact, _ in history]).follow.tags == {"b"}
        assert sorted((fact.kind, turn) for fact, turn in history) == [("found", "added"), ("read", "edited")]


class TestRead:
    async def test_fills_in_who_a_contact_is_and_what_staff_noted(self, pool: Pool) -> None:
        anna = pool.acts.appear("安", unionid="union-a")
        follow = pool.acts.add(anna, "zhangsan", state="s1")
        assert follow
        await pool.hear_all()
        await pool.read()
        pool.acts.note(follow, remark="安女士 138")
        await pool.hear_all()
        await pool.read()
        (row,) = await pool.rows("SELECT name, unionid FROM relation_contacts")
        assert tuple(row) == ("安", "union-a")
        assert await pool.friends() == pool.really()
        (kept,) = await pool.rows("SELECT noted, remark FROM follow_relations")
        assert "安女士" not in bytes(kept.noted).decode(errors="ignore")
        assert [name for name, *_ in await pool.forward()] == ["Contact Added", "Contact Remarked"]

    async def test_tries_again_what_failed(self, pool: Pool) -> None:
        pool.acts.add(pool.acts.appear("安"), "zhangsan")
        await pool.hear_all()

        async def refuses(path: str) -> int | None:
            return 48002 if path == "externalcontact/get" else None

        pool.server.before = refuses
        await pool.read()
        (want,) = await pool.rows("SELECT tries, problem FROM relation_wants")
        assert want.tries > 0
        assert "48002" in want.problem
        pool.server.before = None
        await pool.read(hours=2)
        assert await pool.rows("SELECT 1 FROM relation_wants") == []

    async def test_follows_a_staff_member_who_is_called_differently(self, pool: Pool) -> None:
        anna = pool.acts.appear("安")
        pool.acts.add(anna, "zhangsan")
        await pool.hear_all()
        pool.corp.tell("change_contact", "update_user", UserID="zhangsan", NewUserID="zhang.san")
        await pool.hear_all()
        assert list(await pool.friends()) == [("zhang.san", anna.external_userid)]


class TestTransfer:
    async def test_is_one_event_and_neither_a_gain_nor_a_loss(self, pool: Pool) -> None:
        anna = pool.acts.appear("安")
        pool.acts.add(anna, "zhangsan")
        await pool.hear_all()
        await pool.read()
        wecom = await pool.platform.speakers.wecom(pool.account.id)
        await wecom.transfers.begin([anna.external_userid], giver="zhangsan", taker="lisi")
        pool.hours.pass_by(hours=25)
        pool.acts.let_transfers_end()
        await pool.hear_all()
        await pool.read()
        told = await pool.forward()
        assert told == [
            ("Contact Added", "zhangsan", anna.external_userid),
            ("Contact Transferred", "lisi", anna.external_userid),
        ]
        (giver,) = await pool.platform.clickhouse.rows(
            "SELECT JSONExtractString(properties, 'from_staff_id') FROM events WHERE name = 'Contact Transferred'"
        )
        assert giver == ("zhangsan",)

    async def test_is_found_by_the_comparison_where_no_callback_came(self, pool: Pool) -> None:
        anna = pool.acts.appear("安")
        pool.acts.add(anna, "zhangsan")
        await pool.hear_all()
        await pool.read()
        wecom = await pool.platform.speakers.wecom(pool.account.id)
        await wecom.transfers.begin([anna.external_userid], giver="zhangsan", taker="lisi")
        pool.hours.pass_by(hours=25)
        pool.acts.let_transfers_end()
        pool.letters()
        pool.hours.pass_by(hours=1)
        run = await pool.compare()
        assert (run.repaired["transferred"], run.repaired["added"]) == (1, 1)
        assert [name for name, *_ in await pool.forward()] == ["Contact Added", "Contact Transferred"]
