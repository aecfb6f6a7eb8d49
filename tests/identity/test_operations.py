"""What staff decide, on a real PostgreSQL: every decision can be undone, and nothing else moves."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Keys, Vault
from huoshui.bedrock.postgres import Postgres
from huoshui.channels import namespaces
from huoshui.channels.contract import Namespace
from huoshui.events.contract import Happening
from huoshui.identity import operations, queries
from huoshui.identity.contract import LinkRefused, LinkState, NoSuchPerson, NothingToSplit, NotOnePerson, ReviewDecided

from .test_observe import events, stored
from .world import NOW_MS, identity, known, seen

NOW = datetime(2026, 11, 21, tzinfo=UTC)


async def people(session: AsyncSession) -> dict[int, int]:
    found = await session.execute(text("SELECT identity, person FROM identifiers"))
    return {identity_: person for identity_, person in found}  # noqa: C416 rows are no pairs to a type checker


async def together(session: AsyncSession, *references: str) -> bool:
    held = await people(session)
    return len({held[identity(reference)] for reference in references}) == 1


async def told(session: AsyncSession) -> list[tuple[str, dict[str, object]]]:
    return [
        (name, payload) for name, payload in await session.execute(text("SELECT name, payload FROM outbox ORDER BY id"))
    ]


async def observe(session: AsyncSession, *happenings: Happening) -> None:
    for happening in happenings:
        await operations.observe(session, [happening], now=NOW)


class TestMergeAndSplit:
    async def test_keeps_the_older_number_and_gives_both_back(self, session: AsyncSession) -> None:
        await observe(session, seen("user_id:u1", "anonymous:a1"), seen("user_id:u2", "anonymous:a2"))
        before = await people(session)
        person = await operations.merge(
            session, a=identity("anonymous:a2"), b=identity("anonymous:a1"), by="staff:1", now=NOW
        )
        assert person == identity("user_id:u1")
        assert set((await people(session)).values()) == {person}
        await operations.split(session, person=person, identifier=identity("anonymous:a2"), by="staff:1", now=NOW)
        assert await people(session) == before
        assert [name for name, _ in await told(session)] == ["PeopleMerged", "PersonSplit"]
        assert (await told(session))[0][1] == {
            "person": person,
            "absorbed": [identity("user_id:u2")],
            "resolved": False,
        }
        into = sorted([person, identity("user_id:u2")])
        assert (await told(session))[1][1] == {"person": person, "into": into, "resolved": False}

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(history=events, data=st.data())
    async def test_restores_any_two_people(
        self, postgres: Postgres, history: list[Happening], data: st.DataObject
    ) -> None:
        async with postgres.session() as session:
            await operations.observe(session, history, now=NOW)
            before, groups = await people(session), await stored(session)
            if len(set(before.values())) < 2:
                return
            persons = data.draw(st.permutations(sorted(set(before.values()))))
            merged = await operations.merge(session, a=persons[0], b=persons[1], by="staff:1", now=NOW)
            assert merged in persons[:2]
            inside = [one for one, person in before.items() if person == persons[1]]
            await operations.split(
                session, person=merged, identifier=data.draw(st.sampled_from(inside)), by="staff:1", now=NOW
            )
            assert await people(session) == before
            assert await stored(session) == groups
            await session.rollback()

    async def test_once_split_stays_split_until_staff_say_anyway(self, session: AsyncSession) -> None:
        pair = seen("user_id:u1", "phone:+8613812345678")
        await observe(session, pair)
        phone = identity("phone:+8613812345678")
        await operations.split(session, person=identity("user_id:u1"), identifier=phone, by="staff:1", now=NOW)
        await observe(session, pair, seen("user_id:u1", "phone:+8613812345678", at=99))
        assert not await together(session, "user_id:u1", "phone:+8613812345678")
        with pytest.raises(LinkRefused):
            await operations.merge(session, a=phone, b=identity("user_id:u1"), by="staff:1", now=NOW)
        await operations.merge(session, a=phone, b=identity("user_id:u1"), by="staff:1", anyway=True, now=NOW)
        assert await together(session, "user_id:u1", "phone:+8613812345678")

    async def test_refuses_what_is_not_there(self, session: AsyncSession) -> None:
        await observe(session, seen("user_id:u1"), seen("user_id:u2"))
        one, other = identity("user_id:u1"), identity("user_id:u2")
        with pytest.raises(NoSuchPerson):
            await operations.merge(session, a=one, b=5, by="staff:1", now=NOW)
        with pytest.raises(NotOnePerson):
            await operations.split(session, person=one, identifier=other, by="staff:1", now=NOW)
        with pytest.raises(NothingToSplit):
            await operations.split(session, person=one, identifier=one, by="staff:1", now=NOW)
        assert await told(session) == []


class TestNeverLink:
    async def test_takes_apart_and_can_be_lifted(self, session: AsyncSession) -> None:
        await observe(session, seen("user_id:u1", "phone:+8613812345678"), seen("user_id:u1", "email:a@x.cn", at=1))
        one, phone = identity("user_id:u1"), identity("phone:+8613812345678")
        await operations.never_link(session, a=phone, b=one, by="staff:1", now=NOW)
        assert not await together(session, "user_id:u1", "phone:+8613812345678")
        assert await together(session, "user_id:u1", "email:a@x.cn")
        await operations.allow_link(session, a=phone, b=one, now=NOW)
        assert await together(session, "user_id:u1", "phone:+8613812345678", "email:a@x.cn")


class TestRevoke:
    async def test_takes_one_link_out_for_good(self, session: AsyncSession) -> None:
        await observe(session, seen("user_id:u1", "anonymous:a1"))
        await operations.revoke(session, a=identity("anonymous:a1"), b=identity("user_id:u1"), now=NOW)
        await observe(session, seen("user_id:u1", "anonymous:a1", at=-5))
        assert not await together(session, "user_id:u1", "anonymous:a1")


class TestReviews:
    async def test_asks_once_and_does_as_told(self, session: AsyncSession) -> None:
        shared = "phone:+8613812345678"
        await observe(
            session, seen("user_id:u1", shared), seen("user_id:u2", shared, at=1), seen("user_id:u2", shared, at=2)
        )
        [review] = await queries.reviews(session)
        assert (review.reason, review.person_a != review.person_b) == ("limit:user_id", True)
        await operations.decide(session, review=review.id, merging=True, by="staff:1", now=NOW)
        assert await together(session, "user_id:u1", "user_id:u2", shared)
        assert await queries.reviews(session) == []
        with pytest.raises(ReviewDecided):
            await operations.decide(session, review=review.id, merging=False, by="staff:1", now=NOW)

    async def test_keeps_apart_for_good(self, session: AsyncSession) -> None:
        shared = "phone:+8613812345678"
        await observe(session, seen("user_id:u1", shared), seen("user_id:u2", shared, at=1))
        [review] = await queries.reviews(session)
        await operations.decide(session, review=review.id, merging=False, by="staff:1", now=NOW)
        with pytest.raises(LinkRefused):
            await operations.merge(session, a=identity("user_id:u1"), b=identity("user_id:u2"), by="staff:1", now=NOW)

    async def test_asks_nobody_about_a_shared_device(self, session: AsyncSession) -> None:
        await observe(session, *(seen(f"user_id:u{one}", "device:kiosk", at=one) for one in range(4)))
        assert await queries.reviews(session) == []
        assert await together(session, "user_id:u0", "device:kiosk")


class TestRecycle:
    async def test_gives_the_phone_to_its_new_owner_from_a_date_on(self, session: AsyncSession) -> None:
        keys = Keys(b"k" * 32)
        number = "phone:+8613812345678"
        mine = keys.fingerprint("phone", "+8613812345678")

        def call(user: str, at: int) -> Happening:
            happening = seen(user, number, at=at)
            happening.identifiers[1] = type(known(number))("phone", "+8613812345678", mine)
            return happening

        day = 86_400
        await observe(session, call("user_id:u1", 0), call("user_id:u1", 5 * day), call("user_id:u2", 9 * day))
        held = await people(session)
        assert held[mine] == identity("user_id:u1")
        handover = await operations.recycle(
            session, namespace="phone", value="13812345678", valid_from=datetime.fromtimestamp(NOW_MS / 1000 + 7 * day, UTC),
            keys=keys, by="staff:1", now=NOW,
        )  # fmt: skip
        held = await people(session)
        assert handover.after == keys.fingerprint("phone", "+8613812345678#1")
        assert (held[mine], held[handover.after]) == (identity("user_id:u1"), identity("user_id:u2"))
        assert await queries.reviews(session) == []
        await observe(session, call("user_id:u3", 20 * day), call("user_id:u1", 6 * day))
        assert (await people(session))[mine] == identity("user_id:u1")
        [review] = await queries.reviews(session)
        assert handover.after in (review.a, review.b)
        assert await queries.recycled(session) == {mine: [NOW_MS + 7 * day * 1000]}


class TestExplain:
    async def test_gives_the_shortest_chain_with_its_evidence(self, session: AsyncSession) -> None:
        await observe(session, seen("user_id:u1", "phone:+8613812345678", message="m1"), seen("phone:+8613812345678", "email:a@x.cn", at=1, message="r7", import_id=3))  # fmt: skip
        told = await queries.explain(session, one=identity("user_id:u1"), other=identity("email:a@x.cn"))
        assert [link.evidence for link in told.chain] == ["event:1/m1", "file:3/r7"]
        assert told.is_one_person

    async def test_says_what_stands_between(self, session: AsyncSession) -> None:
        shared = "phone:+8613812345678"
        await observe(session, seen("user_id:u1", shared), seen("user_id:u2", shared, at=1), seen("user_id:u9"))
        told = await queries.explain(session, one=identity("user_id:u1"), other=identity("user_id:u2"))
        assert [(link.state, link.reason) for link in told.against] == [(LinkState.REFUSED, "limit:user_id")]
        assert told.chain == ()
        with pytest.raises(NotOnePerson):
            await queries.explain(session, one=identity("user_id:u1"), other=identity("user_id:u9"))


class TestPersonalValues:
    async def test_are_kept_sealed_and_shown_masked(self, session: AsyncSession) -> None:
        vault = Vault(Keys(b"k" * 32))
        await operations.observe(session, [seen("user_id:u1", "phone:+8613812345678")], vault=vault, now=NOW)
        rows = dict((await session.execute(text("SELECT namespace, value FROM identifiers"))).all())
        assert rows == {"user_id": "u1", "phone": None}
        held = await queries.identifiers_of(session, identity("user_id:u1"), vault=vault)
        assert {one.namespace: one.shown for one in held} == {"user_id": "u1", "phone": "138****5678"}

    async def test_are_not_kept_without_a_vault(self, session: AsyncSession) -> None:
        await observe(session, seen("email:a@x.cn"))
        assert (await session.execute(text("SELECT value, sealed FROM identifiers"))).all() == [(None, None)]


class TestErase:
    async def test_leaves_nothing_and_lets_others_be(self, session: AsyncSession) -> None:
        await observe(
            session,
            seen("user_id:u1", "device:d1"),
            seen("user_id:u2", "device:d1", at=1),
            seen("user_id:u2", "anonymous:a2"),
        )
        gone = [identity("user_id:u1"), identity("device:d1")]
        counts = await operations.erase(session, identities=gone, now=NOW)
        assert counts == {
            "identifiers": 2,
            "links": 2,
            "link_evidence": 0,
            "never_links": 0,
            "identity_reviews": 0,
            "recycled": 0,
        }
        assert set(await people(session)) == {identity("user_id:u2"), identity("anonymous:a2")}
        assert sum((await operations.erase(session, identities=gone, now=NOW)).values()) == 0


class TestRehearse:
    async def test_counts_who_would_come_apart_and_writes_nothing(self, session: AsyncSession) -> None:
        await observe(
            session,
            *(seen("user_id:u1", f"email:a{one}@x.cn", at=one) for one in range(3)),
            seen("user_id:u2", "email:b@x.cn"),
        )
        before = await stored(session)
        tighter = namespaces.of("email")
        changed = {"email": Namespace(tighter.name, tighter.chinese, tighter.rank, tighter.strength, 1, personal=True)}
        told = await operations.rehearse(session, changed=changed)
        assert (told.people, told.people_after, told.split, told.merged) == (2, 4, 1, 0)
        assert told.split_examples[0][0] == identity("user_id:u1")
        blocked = await operations.rehearse(session, changed={}, blocked=[identity("email:b@x.cn")])
        assert (blocked.people, blocked.people_after) == (2, 3)
        assert await stored(session) == before


class TestRebuild:
    @settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(history=events, more=events, data=st.data())
    async def test_gives_what_was_observed_and_decided_step_by_step(
        self, postgres: Postgres, history: list[Happening], more: list[Happening], data: st.DataObject
    ) -> None:
        async with postgres.session() as session:
            await operations.observe(session, history, now=NOW)
            persons = sorted(set((await people(session)).values()))
            if len(persons) > 1:
                one, other = data.draw(st.permutations(persons))[:2]
                await operations.merge(session, a=one, b=other, by="staff:1", now=NOW)
                if data.draw(st.booleans()):
                    apart = data.draw(st.permutations(sorted(await people(session))))[:2]
                    await operations.never_link(session, a=apart[0], b=apart[1], by="staff:1", now=NOW)
            await operations.observe(session, more, now=NOW)
            before, groups = await people(session), await stored(session)
            assert (await operations.rebuild(session, now=NOW)).moved == {}
            assert await stored(session) == groups
            await session.execute(text("UPDATE identifiers SET person = identity"))
            await session.execute(text("UPDATE links SET state = 1, reason = 'pending' WHERE state < 2"))
            await operations.rebuild(session, now=NOW)
            assert await people(session) == before
            assert await stored(session) == groups
            await session.rollback()


class TestSharedThings:
    async def test_a_busy_counter_stays_cheap(self, session: AsyncSession) -> None:
        """Three hundred members on one device: each is refused by the first alone, without loading the others."""
        await operations.observe(
            session, [seen(f"member_no:m{one}", "device:till", at=one) for one in range(300)], now=NOW
        )
        held = await people(session)
        assert len({held[identity(f"member_no:m{one}")] for one in range(300)}) == 300
        assert held[identity("device:till")] == held[identity("member_no:m0")]
        assert np.unique(list(held.values())).size == 300
