from sqlalchemy import text

from huoshui.access.contract import LOCAL, Role, Scope, Viewer
from huoshui.bedrock import ids

PHONE = "13812345678"


class TestPeople:
    async def test_are_counted_listed_and_shown_masked(self, client, live):
        told = await live(
            (["user_id:u1", f"phone:{PHONE}"], {"traits": {"昵称": "小明", "手机号": PHONE}}),
            (["user_id:u1"], {"name": "Tag Added", "tag": "vip"}),
            (["user_id:u1"], {"name": "Consent Granted", "purpose": "marketing", "channel": "sms"}),
        )
        assert (await client.get("/api/people/count")).json() == {"people": 1, "identified": 1, "reachable": 1}
        page = (await client.get("/api/people", params={"q": PHONE})).json()
        number = ids.render(told[0].identity)
        assert [one["person"] for one in page["people"]] == [number]
        assert page["next"] is None
        answer = await client.get(f"/api/people/phone:{PHONE}", params={"timeline": 2})
        person = answer.json()
        assert PHONE not in answer.text
        assert person["person"] == number
        assert (person["identified"], person["reachable"]) == (True, True)
        assert [(one["namespace"], one["value"]) for one in person["identifiers"]] == [
            ("user_id", "u1"),
            ("phone", "138****5678"),
        ]
        assert person["traits"]["phone"]["value"] == "138****5678"
        assert person["traits"]["nickname"]["value"] == "小明"
        assert [one["tag"] for one in person["tags"]] == ["vip"]
        assert ("marketing", "sms", "granted", True) in [
            (one["purpose"], one["channel"], one["said"], one["allowed"]) for one in person["consent"]
        ]
        assert {one["channel"]: one["reachable"] for one in person["channels"]} == {"sms": True, "phone_call": False}
        assert len(person["timeline"]) == 2
        assert [(one["occurred_at"], one["received_at"]) for one in person["timeline"]] == [
            ("2026-11-19T02:00:00Z", "2026-11-19T02:00:00Z")
        ] * 2
        older = (await client.get(f"/api/people/{number}/timeline", params={"before": person["next"]})).json()
        assert len(older["timeline"]) == 1
        assert older["next"] is None

    async def test_whose_identifier_holds_a_slash_are_shown_changed_and_never_taken_for_another(self, client, live):
        told = await live((["user_id:wx/u1/timeline"], {}), (["user_id:wx/u1"], {}), (["user_id:wx"], {}))
        numbers = [ids.render(one.identity) for one in told]
        refs = ["user_id:wx%2Fu1%2Ftimeline", "user_id:wx%2Fu1", "user_id:wx"]
        shown = [(await client.get(f"/api/people/{ref}")).json()["person"] for ref in refs]
        assert shown == numbers
        tagged = await client.post("/api/people/user_id:wx%2Fu1/tags", json={"add": ["vip"], "remove": []})
        assert [one["tag"] for one in tagged.json()["tags"]] == ["vip"]
        lines = [(await client.get(f"/api/people/{ref}/timeline")).json()["timeline"] for ref in refs]
        assert [len(one) for one in lines] == [1, 1, 1]
        assert (await client.get("/api/people/user_id:wx/u1")).status_code == 404

    async def test_that_do_not_exist_are_refused(self, client):
        assert (await client.get("/api/people/user_id:nobody")).json()["code"] == "NoSuchPerson"
        assert (await client.get("/api/people/rubbish")).json()["code"] == "NotAnIdentifier"
        assert (await client.get("/api/people", params={"after": "rubbish"})).json()["code"] == "NotAPlace"
        assert (await client.get("/api/erasures/rubbish")).json()["code"] == "NoSuchReceipt"


class TestSummaries:
    async def test_come_in_the_order_asked_once_each_and_without_the_unknown(self, client, live):
        first, second = await live(
            (["user_id:u1"], {"traits": {"昵称": "小明"}}), (["user_id:u2"], {"traits": {"昵称": "小红"}})
        )
        a, b = ids.render(first.identity), ids.render(second.identity)
        asked = [b, ids.render(5), a, "rubbish", "", b]
        found = (await client.post("/api/people/summaries", json={"people": asked})).json()["people"]
        assert [(one["person"], one["display"]) for one in found] == [(b, "小红"), (a, "小明")]
        listed = (await client.get("/api/people")).json()["people"]
        assert sorted(found, key=lambda one: one["person"]) == sorted(listed, key=lambda one: one["person"])

    async def test_are_of_two_hundred_people_at_most(self, client):
        assert (await client.post("/api/people/summaries", json={"people": []})).json() == {"people": []}
        many = [ids.render(number) for number in range(201)]
        assert (await client.post("/api/people/summaries", json={"people": many})).json()["code"] == "Unfit"
        assert (await client.post("/api/people/summaries", json={"people": many[1:]})).json() == {"people": []}


class TestChanges:
    async def test_of_tags_and_consents_show_at_once_and_are_audited(self, client, live, platform):
        await live((["user_id:u1", f"phone:{PHONE}"], {}))
        tagged = (await client.post("/api/people/user_id:u1/tags", json={"add": ["vip", "试骑"]})).json()
        assert [one["tag"] for one in tagged["tags"]] == ["vip", "试骑"]
        untagged = (await client.post("/api/people/user_id:u1/tags", json={"remove": ["vip"]})).json()
        assert [one["tag"] for one in untagged["tags"]] == ["试骑"]
        again = (await client.post("/api/people/user_id:u1/tags", json={"add": ["vip"]})).json()
        assert [one["tag"] for one in again["tags"]] == ["vip", "试骑"]
        for granted in (True, False, True):
            body = {"purpose": "marketing", "channel": "sms", "granted": granted, "evidence": "said so in the store"}
            person = (await client.post("/api/people/user_id:u1/consents", json=body)).json()
            assert person["reachable"] is granted
        async with platform.postgres.transaction() as session:
            actions = (await session.execute(text("SELECT action, count(*) FROM audit_log GROUP BY 1"))).all()
        assert dict(tuple(row) for row in actions) == {
            "people.tagged": 3, "people.untagged": 1, "people.consent.granted": 2, "people.consent.withdrawn": 1,
        }  # fmt: skip

    async def test_that_cannot_be_are_refused_and_change_nothing(self, client, live, platform):
        await live((["user_id:u1"], {}))
        consent = {"purpose": "marketing", "channel": "sms", "granted": True, "evidence": "x"}
        for path, body, code in (
            ("tags", {"add": ["ok", " "]}, "NotATag"),
            ("tags", {"add": ["a" * 101]}, "NotATag"),
            ("consents", {**consent, "purpose": "mischief"}, "NotAConsent"),
            ("consents", {**consent, "channel": "x" * 101}, "NotAConsent"),
            ("consents", {**consent, "evidence": " "}, "NoEvidence"),
            ("reveal", {"reason": " "}, "NoReason"),
            ("erase", {"reason": ""}, "NoReason"),
        ):
            assert (await client.post(f"/api/people/user_id:u1/{path}", json=body)).json()["code"] == code
        async with platform.postgres.transaction() as session:
            for table in ("tags", "consents", "erasures", "audit_log"):
                assert await session.scalar(text(f"SELECT count(*) FROM {table}")) == 0

    async def test_of_a_policy(self, client):
        assert (await client.put("/api/trait-policies/score", json={"policy": "sum"})).json()["code"] == "NotAPolicy"
        assert (await client.put("/api/trait-policies/score", json={"policy": "max"})).status_code == 204
        assert (await client.get("/api/trait-policies")).json()["score"] == "max"
        assert (await client.put("/api/trait-policies/score", json={"policy": "newest"})).status_code == 204


class TestPersonalData:
    async def test_is_revealed_and_exported_with_a_trace(self, client, live, platform):
        await live((["user_id:u1", f"phone:{PHONE}"], {"traits": {"姓名": "王小明"}}))
        shown = (await client.post("/api/people/user_id:u1/reveal", json={"reason": "to call back"})).json()
        assert shown["identifiers"][1]["value"] == f"+86{PHONE}"
        assert shown["traits"]["name"]["value"] == "王小明"
        everything = (await client.get("/api/people/user_id:u1/export")).json()
        assert everything["traits"][0]["value"] == "王小明"
        async with platform.postgres.transaction() as session:
            lines = (await session.execute(text("SELECT actor, action, facts FROM audit_log ORDER BY id"))).all()
        assert lines == [
            ("local", "people.revealed", {"reason": "to call back"}),
            ("local", "people.exported", {"events": 1}),
        ]

    async def test_is_erased_with_a_receipt(self, client, live, platform):
        await live((["user_id:u1", f"phone:{PHONE}"], {"traits": {"姓名": "王小明"}}))
        receipt = (await client.post("/api/people/user_id:u1/erase", json={"reason": "asked by letter"})).json()
        assert receipt["state"] == "finished"
        assert receipt["counts"]["clickhouse"] == {"events": 1}
        assert receipt["counts"]["postgres"]["identifiers"] == 2
        assert (await client.get(f"/api/erasures/{receipt['receipt']}")).json() == receipt
        assert (await client.get("/api/people/user_id:u1")).status_code == 404


class TestScope:
    async def test_hides_what_belongs_to_other_units(self, client, live, platform, monkeypatch):
        async with platform.postgres.transaction() as session:
            await session.execute(text(
                "INSERT INTO units (id, code, name, kind, parent_id, path) OVERRIDING SYSTEM VALUE VALUES (9001, 'S1', '门店一', 'region', 1, '/1/x/')"))  # fmt: skip
        await live(
            (["user_id:u1", f"phone:{PHONE}"], {"traits": {"plan": "gold"}}),
            (["user_id:u1"], {"name": "Store Visited", "store_id": "S1"}),
            (["user_id:u2"], {}),
        )
        guide = Viewer(None, "guide", Role.GUIDE, LOCAL.permissions, Scope((9001,)))
        monkeypatch.setattr("huoshui.access.doors.LOCAL", guide)
        assert (await client.get("/api/people/count")).json()["people"] == 1
        assert len((await client.get("/api/people")).json()["people"]) == 1
        own = (await client.get("/api/people/user_id:u1", params={"timeline": 5})).json()
        assert (own["traits"]["plan"]["value"], own["identifiers"][1]["value"], len(own["timeline"])) == (
            "gold",
            "138****5678",
            2,
        )
        for method, path, body in (
            ("GET", "", None), ("GET", "/timeline", None), ("GET", "/export", None), ("POST", "/reveal", {"reason": "x"}),
            ("POST", "/tags", {"add": ["x"]}), ("POST", "/erase", {"reason": "x"}),
            ("POST", "/consents", {"purpose": "ads", "granted": True, "evidence": "x"}),
        ):  # fmt: skip
            answer = await client.request(method, f"/api/people/user_id:u2{path}", json=body)
            assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchPerson"), path
