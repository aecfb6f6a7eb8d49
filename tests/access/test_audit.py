"""The audit log: every change is in it, nothing personal is, and nobody rewrites it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from huoshui.access import operations, queries
from huoshui.access.contract import EVERYTHING, LOCAL, Role

from .conftest import PASSWORD


async def last(client, count=1):
    entries = (await client.get("/api/audit", params={"limit": count})).json()
    return [(one["actor"], one["action"], one["subject"], one["facts"]) for one in entries]


class TestEveryChange:
    async def test_is_recorded_with_who_what_and_to_whom(self, local, join, unique):
        admin = await join(Role.ADMIN)
        actor = f"staff:{admin.staff_id}"
        assert await last(local) == [(actor, "session.opened", actor, {})]

        unit = (await admin.post("/api/units", json={"code": f"r-{unique}", "name": "华东", "kind": "region"})).json()
        facts = {"code": f"r-{unique}", "kind": "region", "parent": "HQ"}
        assert await last(local) == [(actor, "unit.created", f"unit:{unit['id']}", facts)]
        store = {"code": f"s-{unique}", "name": "店", "kind": "store"}
        made = (await admin.post("/api/units", json=store)).json()
        await admin.patch(f"/api/units/s-{unique}", json={"name": "新店", "parent": f"r-{unique}"})
        subject = f"unit:{made['id']}"
        moved = {"from": "HQ", "to": f"r-{unique}"}
        assert await last(local, 2) == [(actor, "unit.moved", subject, moved), (actor, "unit.renamed", subject, {})]

        hired = {"login": f"m-{unique}", "name": "韩梅梅", "role": "guide", "password": PASSWORD, "unit": f"s-{unique}"}
        member = (await admin.post("/api/staff", json=hired)).json()
        subject = f"staff:{member['id']}"
        assert await last(local) == [(actor, "staff.hired", subject, {"role": "guide", "unit": f"s-{unique}"})]
        change = {"name": "梅", "role": "viewer", "unit": "HQ", "password": "twenty-thousand-springs", "disabled": True}
        await admin.patch(f"/api/staff/{member['id']}", json=change)
        facts = {
            "name": "changed",
            "role": ["guide", "viewer"],
            "unit": [f"s-{unique}", "HQ"],
            "password": "changed",
            "disabled": True,
        }
        assert await last(local) == [(actor, "staff.changed", subject, facts)]

        token = (await admin.post("/api/tokens", json={"name": "t", "permissions": ["people.read"]})).json()
        subject = f"token:{token['id']}"
        facts = {"permissions": ["people.read"], "units": None}
        assert await last(local) == [(actor, "token.created", subject, facts)]
        await admin.delete(f"/api/tokens/{token['id']}")
        assert await last(local) == [(actor, "token.revoked", subject, {})]

        await admin.post("/api/logout")
        assert await last(local) == [(actor, "session.ended", actor, {})]

    async def test_names_the_token_that_did_it(self, local, visitor, tree):
        made = (await local.post("/api/tokens", json={"name": "t", "permissions": ["staff.manage"]})).json()
        bearer = {"Authorization": f"Bearer {made['token']}"}
        await visitor().patch(f"/api/units/{tree.a1.code}", json={"name": "新"}, headers=bearer)
        assert await last(local) == [(f"token:{made['id']}", "unit.renamed", f"unit:{tree.a1.id}", {})]

    async def test_a_change_that_changes_nothing_leaves_no_line(self, local, join):
        member = await join(Role.VIEWER)
        before = await last(local)
        await local.patch(f"/api/staff/{member.staff_id}", json={"name": "李雷", "role": "viewer", "disabled": False})
        assert await last(local) == before

    async def test_a_refused_change_leaves_no_line(self, local, join):
        member = await join(Role.VIEWER)
        before = await last(local)
        await local.patch(f"/api/staff/{member.staff_id}", json={"password": "1234567890"})
        await member.get("/api/staff")
        assert await last(local) == before


class TestAppendOnly:
    @pytest.mark.parametrize(
        "statement",
        ["UPDATE audit_log SET name = 'nobody'", "DELETE FROM audit_log", "TRUNCATE audit_log"],
    )
    async def test_not_even_the_owner_changes_a_line(self, session, now, statement):
        await operations.record(session, viewer=LOCAL, action="a.b", subject="c:1", facts={}, now=now)
        with pytest.raises(ProgrammingError, match="audit_log is append-only"):
            await session.execute(text(statement))

    async def test_a_reader_writes_a_line_without_reading_any(self, platform, session, now):
        async with platform.postgres.session() as scoped:
            await confine_to_everything(scoped)
            await operations.record(scoped, viewer=LOCAL, action="a.b", subject="c:1", facts={"n": 1}, now=now)
            with pytest.raises(ProgrammingError, match="permission denied"):
                await scoped.execute(text("SELECT * FROM audit_log"))


async def confine_to_everything(session):
    await session.execute(text("SET LOCAL ROLE huoshui_reader"))
    await session.execute(text("SET LOCAL huoshui.units = '*'"))


class TestReading:
    async def test_goes_back_page_by_page_without_gaps(self, session, now):
        for number in range(7):
            await operations.record(session, viewer=LOCAL, action="n", subject="page:1", facts={"n": number}, now=now)
        seen, before = [], None
        while page := await queries.audit(session, scope=EVERYTHING, before=before, limit=3, subject="page:1"):
            seen += [entry.facts["n"] for entry in page]
            before = page[-1].id
        assert seen == [6, 5, 4, 3, 2, 1, 0]

    async def test_filters_by_actor_action_and_subject(self, session, now):
        await operations.record(session, viewer=LOCAL, action="x.done", subject="filter:1", facts={}, now=now)
        await operations.record(session, viewer=LOCAL, action="y.done", subject="filter:1", facts={}, now=now)
        found = await queries.audit(session, scope=EVERYTHING, actor="local", action="x.done", subject="filter:1")
        assert [entry.action for entry in found] == ["x.done"]

    async def test_a_dealers_admin_reads_what_their_own_people_did(self, join, tree):
        mine, _other = await join(Role.GUIDE, tree.a1), await join(Role.GUIDE, tree.b1)
        admin = await join(Role.ADMIN, tree.a)
        entries = (await admin.get("/api/audit")).json()
        assert [one["actor"] for one in entries] == [f"staff:{admin.staff_id}", f"staff:{mine.staff_id}"]
