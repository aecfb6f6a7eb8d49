"""The door of membership: pages, files, overlaps, snapshots, each within the viewer's scope; and what is refused."""

import csv
import io
from typing import Any

import httpx2
import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from huoshui.access import operations as access
from huoshui.access.contract import LOCAL, UnitKind
from huoshui.app.platform import Platform
from huoshui.bedrock import clock, ids

from .conftest import Watching

KNOWN = {"kind": "known"}
CITY = {"kind": "trait", "name": "city", "test": {"type": "text", "op": "is", "value": "上海"}}


def identify(who: str, **traits: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": who, "traits": traits}


async def pages(client: httpx2.AsyncClient, path: str, place: str, what: str, limit: int) -> list[Any]:
    found: list[Any] = []
    following: str | None = ""
    while following is not None:
        page = (await client.get(path, params={place: following, "limit": limit})).json()
        assert len(page[what]) <= limit
        found += page[what]
        following = page["next"]
    return found


@pytest.fixture
async def known(send, watching: Watching) -> Watching:
    """Five people who are known, two of them from one city; both segments are watched."""
    await watching.watch("known", KNOWN)
    await watching.watch("city", CITY)
    await send(*(identify(f"u{number}", city="上海" if number < 2 else "北京") for number in range(5)))
    await watching.settle()
    return watching


class TestReading:
    async def test_gives_members_page_by_page_with_when_they_entered(self, client, known: Watching) -> None:
        found = await pages(client, "/api/segments/known/members", "after", "members", 2)
        numbers = [one["person"] for one in found]
        assert (len(numbers), numbers) == (5, sorted(set(numbers), key=ids.parse))
        whole = (await client.get("/api/segments/known/members")).json()
        assert (whole["people"], whole["version"], whole["next"], whole["members"]) == (5, 1, None, found)
        entries = await pages(client, "/api/segments/known/changes", "before", "changes", 2)
        assert {one["person"]: one["at"] for one in entries} == {one["person"]: one["entered_at"] for one in found}

    async def test_gives_changes_of_a_segment_and_of_a_person_newest_first(self, client, send, known: Watching) -> None:
        await send(identify("u0", city="北京"))
        await known.settle()
        of_city = await pages(client, "/api/segments/city/changes", "before", "changes", 1)
        assert [(one["entered"], one["cause"]) for one in of_city] == [
            (False, "facts"),
            (True, "facts"),
            (True, "facts"),
        ]
        of_person = await pages(client, "/api/people/user_id:u0/memberships", "before", "changes", 1)
        assert [(one["segment"], one["entered"]) for one in of_person[:1]] == [("city", False)]
        assert sorted((one["segment"], one["entered"]) for one in of_person[1:]) == [("city", True), ("known", True)]
        assert {one["person"] for one in of_person} == {of_city[0]["person"]}

    async def test_tells_how_each_watch_fares(self, client, known: Watching) -> None:
        found = (await client.get("/api/watches")).json()
        assert [(one["segment"], one["state"], one["people"], one["drift"], one["waiting"]) for one in found] == [
            ("city", "current", 2, 0, 0), ("known", "current", 5, 0, 0),
        ]  # fmt: skip
        assert found[0] == (await client.get("/api/segments/city/watch")).json()
        assert found[0]["caught_up_at"] is not None
        assert found[0]["last_error"] is None

    async def test_tells_how_two_overlap_by_the_members_that_are_kept(self, client, known: Watching) -> None:
        found = (await client.get("/api/segments/known/overlap/city")).json()
        assert (found["one"], found["other"], found["both"]) == (5, 2, 2)
        itself = (await client.get("/api/segments/city/overlap/city")).json()
        assert (itself["one"], itself["other"], itself["both"]) == (2, 2, 2)

    async def test_tells_how_large_each_was_day_by_day(self, client, send, known: Watching) -> None:
        await send(identify("u0", city="北京"))
        await known.settle()
        found = {one["segment"]: one["days"] for one in (await client.get("/api/watches/sizes")).json()}
        today = clock.now().astimezone(clock.BEIJING).date().isoformat()
        assert found == {
            "city": [{"day": today, "people": 1, "entered": 2, "left": 1}],
            "known": [{"day": today, "people": 5, "entered": 5, "left": 0}],
        }


class TestFiles:
    async def test_hold_every_member_and_who_took_them_is_written_down(
        self, client, platform: Platform, known: Watching
    ) -> None:
        members = (await client.get("/api/segments/known/members")).json()["members"]
        wanted = {
            one["person"]: clock.milliseconds(clock.moment(0).fromisoformat(one["entered_at"])) for one in members
        }
        table = await client.get("/api/segments/known/members.csv")
        assert table.headers["content-disposition"] == 'attachment; filename="members.csv"'
        rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
        assert [row["person"] for row in rows] == list(wanted)
        assert {row["identified"] for row in rows} == {"true"}
        parquet = pq.read_table(io.BytesIO((await client.get("/api/segments/known/members.parquet")).content))
        entered = parquet.column("entered_at").cast("int64").to_pylist()
        assert dict(zip(parquet.column("person").to_pylist(), entered, strict=True)) == wanted
        async with platform.postgres.session() as session:
            logged = await session.scalars(
                text("SELECT facts FROM audit_log WHERE action = 'segments.exported' ORDER BY 1")
            )
            assert [(one["what"], one["people"]) for one in logged] == [("csv", 5), ("parquet", 5)]

    async def test_of_another_kind_are_not_made(self, client, known: Watching) -> None:
        assert (await client.get("/api/segments/known/members.xls")).status_code == 422


class TestSnapshots:
    async def test_keep_who_was_there_when_members_have_gone(self, client, send, known: Watching) -> None:
        made = await client.post("/api/segments/city/snapshots", json={"note": "双十一"})
        assert (made.status_code, made.json()["people"], made.json()["note"]) == (201, 2, "双十一")
        before = await known.members("city")
        await send(identify("u0", city="北京"), identify("u1", city="北京"))
        await known.settle()
        assert await known.members("city") == []
        path = f"/api/segments/city/snapshots/{made.json()['number']}"
        frozen = await pages(client, path, "after", "people", 1)
        assert len(frozen) == len(before) == 2
        assert [one["number"] for one in (await client.get("/api/segments/city/snapshots")).json()] == [
            made.json()["number"]
        ]

    async def test_are_taken_of_a_segment_that_is_not_watched(self, client, known: Watching) -> None:
        await known.define("others", {"kind": "not", "of": CITY})
        made = (await client.post("/api/segments/others/snapshots", json={})).json()
        assert (made["people"], made["version"]) == (3, 1)


class TestRefusals:
    async def test_name_what_is_missing(self, client, known: Watching) -> None:
        await known.define("plain", KNOWN)
        for path in ("members", "changes", "watch", "members.csv", "overlap/known"):
            refused = await client.get(f"/api/segments/plain/{path}")
            assert (refused.status_code, refused.json()["code"]) == (404, "NotWatched"), path
        assert (await client.delete("/api/segments/plain/watch")).json()["code"] == "NotWatched"
        assert (await client.post("/api/segments/nobody/watch")).json()["code"] == "NoSuchSegment"
        assert (await client.post("/api/segments/known/watch")).json()["code"] == "AlreadyWatched"
        assert (await client.get("/api/segments/known/snapshots/99")).json()["code"] == "NoSuchSnapshot"

    async def test_of_places_that_are_none(self, client, known: Watching) -> None:
        for path in ("members?after=x", "changes?before=1", "changes?before=x-1", "changes?before=1-%00"):
            refused = await client.get(f"/api/segments/known/{path}")
            assert refused.status_code == 422, path
        assert (await client.get("/api/segments/known/members?after=x")).json()["code"] == "NotAPlace"

    async def test_until_members_were_worked_out_and_while_they_are_kept(self, client, known: Watching) -> None:
        await known.define("new", KNOWN)
        began = await client.post("/api/segments/new/watch")
        assert (began.status_code, began.json()["state"], began.json()["built_at"]) == (201, "waiting", None)
        assert (await client.get("/api/segments/new/members")).json()["code"] == "NotBuiltYet"
        assert (await client.get("/api/segments/new/members.csv")).json()["code"] == "NotBuiltYet"
        assert (await client.delete("/api/segments/new")).status_code == 409
        await known.settle()
        assert len(await known.members("new")) == 5
        assert (await client.delete("/api/segments/new/watch")).status_code == 204
        assert (await client.delete("/api/segments/new")).status_code == 204


class TestScope:
    async def test_shows_a_dealer_its_own_people_only(
        self, client, platform: Platform, send, watching: Watching
    ) -> None:
        async with platform.postgres.transaction() as session:
            for code in ("S1", "S2"):
                await access.create_unit(
                    session, viewer=LOCAL, code=code, name=code, kind=UnitKind.STORE, parent=None, now=clock.now()
                )
        await watching.watch("known", KNOWN)
        await send(identify("mine", store="S1"), identify("other", store="S2"))
        await watching.settle()
        token = {"name": "s1", "permissions": ["people.read", "people.change", "people.export"], "units": ["S1"]}
        made = await client.post("/api/tokens", json=token)
        own = {"Authorization": f"Bearer {made.json()['token']}"}
        mine = str((await client.get("/api/people/user_id:mine")).json()["person"])

        async def read(path: str) -> Any:
            return (await client.get(f"/api/segments/known/{path}", headers=own)).json()

        members = await read("members")
        assert (members["people"], [one["person"] for one in members["members"]]) == (1, [mine])
        assert [one["person"] for one in (await read("changes"))["changes"]] == [mine]
        assert (await read("overlap/known"))["both"] == 1
        snapshot = (await client.post("/api/segments/known/snapshots", json={})).json()
        assert (await read(f"snapshots/{snapshot['number']}"))["people"] == [mine]
        table = await client.get("/api/segments/known/members.csv", headers=own)
        assert [row["person"] for row in csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")))] == [mine]
        other = await client.get("/api/people/user_id:other/memberships", headers=own)
        assert other.json()["code"] == "NoSuchPerson"
