"""How far WeCom is set up: each step by itself, from nothing to the first send, and what is found where one fails."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.channels.wecom.codes import Code
from huoshui.relations.activity import rules
from huoshui.relations.activity.pulling import runs as pulls
from huoshui.relations.activity.pulling.pulling import Pulling
from huoshui.relations.syncing import runs
from huoshui.relations.syncing.comparing import Comparison
from huoshui.touchpoints.codes import operations as codes
from huoshui.touchpoints.codes import subscribers as codes_hear
from huoshui.touchpoints.codes.contract import Placed, Plan, Welcome
from huoshui.touchpoints.codes.running import Codes
from tests.relations.conftest import pool as pool  # noqa: PLC0414 the corp of relations' tests
from tests.relations.sends.conftest import Desk
from tests.relations.sends.conftest import desk as desk  # noqa: PLC0414
from tests.relations.world import Pool
from tests.touchpoints.counter import Counter

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

_HEARD = text("UPDATE connector_accounts SET heard_at = now()")
STEPS = ["connected", "heard", "synced", "code", "welcomed", "sent"]


async def found(client: httpx2.AsyncClient) -> dict[str, dict[str, Any]]:
    answer = await client.get("/api/system/setup/wecom")
    assert answer.status_code == 200, answer.text
    steps = answer.json()
    assert [one["step"] for one in steps] == STEPS
    assert all(one["done"] or one["said"] for one in steps)
    return {one["step"]: one for one in steps}


async def of(client: httpx2.AsyncClient, step: str) -> tuple[bool, str, str]:
    one = (await found(client))[step]
    return one["done"], one["symptom"], one["fact"]


class TestWithoutAConnector:
    async def test_nothing_is_done_and_each_step_says_what_to_do(self, client: httpx2.AsyncClient) -> None:
        steps = await found(client)
        assert {name: (one["done"], one["symptom"]) for name, one in steps.items()} == {
            "connected": (False, "no_connector"), "heard": (False, "no_connector"), "synced": (False, "never_synced"),
            "code": (False, "no_code"), "welcomed": (False, "nobody_came"), "sent": (False, "no_send"),
        }  # fmt: skip


class TestConnected:
    async def test_asks_wecom_whether_it_knows_us(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        asked = pool.server.asked["externalcontact/get_follow_user_list"]
        assert await of(client, "connected") == (True, "contacts_readable", "3")
        assert pool.server.asked["externalcontact/get_follow_user_list"] == asked + 1

    @pytest.mark.parametrize(
        ("code", "symptom"),
        [(Code.IP_NOT_TRUSTED, "address_not_trusted"), (Code.NO_PERMISSION, "contacts_forbidden"),
         (Code.APP_NOT_OURS, "app_unknown")],
    )  # fmt: skip
    async def test_says_what_is_wrong_as_a_probe_does(
        self, pool: Pool, client: httpx2.AsyncClient, code: Code, symptom: str
    ) -> None:
        async def refused(path: str) -> int | None:
            return int(code) if path != "gettoken" else None

        pool.server.before = refused
        step = (await found(client))["connected"]
        assert (step["done"], step["symptom"], step["account"]) == (False, symptom, "main")
        assert step["advice"]

    async def test_of_a_paused_one_nobody_asks(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        await client.post("/api/connectors/main/pause")
        asked = sum(pool.server.asked.values())
        step = (await found(client))["connected"]
        assert (step["done"], step["symptom"], step["account"]) == (False, "paused", "main")
        assert sum(pool.server.asked.values()) == asked


class TestHeard:
    async def test_tells_the_address_to_enter_until_a_callback_came(
        self, pool: Pool, client: httpx2.AsyncClient
    ) -> None:
        done, symptom, fact = await of(client, "heard")
        assert (done, symptom) == (False, "never_heard")
        assert fact.endswith("/in/wecom/main")
        async with pool.platform.postgres.transaction() as session:
            await session.execute(_HEARD)
        assert (await of(client, "heard"))[:2] == (True, "heard")


class TestSynced:
    async def test_follows_the_comparison(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        pool.acts.add(pool.acts.appear("安"), "zhangsan")
        async with pool.platform.postgres.transaction() as session:
            run = await runs.begin(session, account=pool.account, viewer=LOCAL, now=pool.hours.moment())
        assert await of(client, "synced") == (False, "sync_running", "0/0")
        platform = pool.platform

        async def refused(path: str) -> int | None:
            return int(Code.NO_PERMISSION) if path.endswith("get_by_user") else None

        pool.server.before = refused
        comparison = Comparison(
            run, postgres=platform.postgres, speakers=platform.speakers, vault=platform.vault, clock=pool.hours.moment
        )
        await comparison.perform()
        done, symptom, fact = await of(client, "synced")
        assert (done, symptom, "48002" in fact) == (False, "sync_failed", True)
        pool.server.before = None
        last = await pool.compare()
        assert await of(client, "synced") == (True, "synced", "1")
        async with platform.postgres.transaction() as session:
            await runs.withhold(session, run=last.id, friends=1200, now=pool.hours.moment())
        assert await of(client, "synced") == (False, "sync_withheld", "1,200")


class TestCodeAndWelcome:
    async def test_follow_the_code_and_the_first_who_comes_by_it(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        platform, now = pool.platform, pool.hours.moment()
        plan = Plan(name="门店桌牌", staff=(Placed("zhangsan"),), welcome=Welcome("你好"))
        async with platform.postgres.transaction() as session:
            await codes.create(session, account=pool.account.id, plan=plan, slug="desk", viewer=LOCAL, now=now)
        assert await of(client, "code") == (False, "code_not_shown", "门店桌牌")
        rounds = Codes(platform.postgres, platform.intake, platform.keys, platform.speakers.wecom)
        await rounds.show(now)
        assert await of(client, "code") == (True, "code_hung", "门店桌牌")
        assert await of(client, "welcomed") == (False, "nobody_came", "")
        (shown,) = pool.corp.codes.values()
        counter = Counter(platform, pool, pool.account)  # type: ignore[arg-type] as far as letters go the pool is one
        for name in ("安", "博"):
            assert pool.acts.scan(shown.config_id, pool.acts.appear(name)) is not None
            (said,) = [one for one in pool.letters() if one["ChangeType"] == "add_external_contact"]
            async with platform.postgres.transaction() as session:
                await codes_hear.hear(session, pool.account, counter.letter(said))
            if name == "安":
                pool.hours.pass_by(seconds=40)
                await rounds.greet(pool.hours.moment())
                assert (await of(client, "welcomed"))[:2] == (False, "welcome_late")
        await rounds.greet(pool.hours.moment())
        assert await of(client, "welcomed") == (True, "welcomed", "")


class TestSent:
    async def test_follows_the_first_send_until_staff_confirm(self, desk: Desk, client: httpx2.AsyncClient) -> None:
        await desk.befriend("安")
        send = await desk.plan()
        assert (await of(client, "sent"))[:2] == (False, "not_started")
        await desk.start(send)
        await desk.tend()
        assert await of(client, "sent") == (False, "unconfirmed", "1")
        desk.confirm("zhangsan")
        await desk.tend(hours=1)
        assert await of(client, "sent") == (True, "confirmed", "1")


class TestDoctor:
    async def test_says_when_wecoms_figures_cannot_be_pulled(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        platform = pool.platform

        async def states() -> dict[str, tuple[str, str]]:
            findings = (await client.get("/api/system/doctor")).json()
            return {one["name"]: (one["state"], one["found"]) for one in findings}

        assert "staff figures main" not in await states(), "before the first pull there is nothing to say"
        await pool.compare()
        async with platform.postgres.transaction() as session:
            until = rules.last_told(pool.hours.moment())
            pull = await pulls.begin(session, account=pool.account, until=until, viewer=LOCAL, now=pool.hours.moment())

        async def refused(path: str) -> int | None:
            return int(Code.NO_PERMISSION) if path.endswith("get_user_behavior_data") else None

        pool.server.before = refused
        pulling = Pulling(pull, postgres=platform.postgres, speakers=platform.speakers, clock=pool.hours.moment)
        await pulling.perform()
        state, said = (await states())["staff figures main"]
        assert (state, "48002" in said) == ("broken", True)
