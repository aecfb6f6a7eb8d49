"""Row-level security, the second line: whatever a query asks, a scoped transaction sees its units' rows only."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from huoshui.access.contract import EVERYTHING, NOTHING, Scope
from huoshui.bedrock.postgres import READER, confine

TOY = """
CREATE TABLE toys (id bigint PRIMARY KEY, units bigint[]);
ALTER TABLE toys ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON toys TO huoshui_reader;
CREATE POLICY toys_in_scope ON toys FOR SELECT TO huoshui_reader USING (huoshui_sees(units));
"""
some_units = st.lists(st.integers(1, 6), max_size=4)
scopes = st.one_of(st.just(EVERYTHING), some_units.map(lambda ids: Scope(tuple(sorted(set(ids))))))


async def toys(session, rows):
    for statement in TOY.strip().split("\n"):
        await session.execute(text(statement))
    for id_, units in enumerate(rows):
        await session.execute(text("INSERT INTO toys VALUES (:id, :units)"), {"id": id_, "units": units})


async def seen(session):
    return set((await session.execute(text("SELECT id FROM toys"))).scalars())


class TestSight:
    @settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rows=st.lists(st.one_of(st.none(), some_units), max_size=8), scope=scopes)
    async def test_is_the_scope_in_memory(self, platform, rows, scope):
        async with platform.postgres.session() as session:
            await toys(session, rows)
            await confine(session, scope)
            assert await seen(session) == {
                id_
                for id_, units in enumerate(rows)
                if scope.everything or any(scope.covers(unit) for unit in units or ())
            }

    async def test_is_nothing_when_nobody_said_what_may_be_seen(self, session):
        await toys(session, [[1], [], None])
        await session.execute(text(f"SET LOCAL ROLE {READER}"))
        assert await seen(session) == set()

    async def test_is_nothing_for_an_empty_scope(self, session):
        await toys(session, [[1], [], None])
        await confine(session, NOTHING)
        assert await seen(session) == set()

    @pytest.mark.parametrize("setting", ["x", "1,*", "* ", "1;2", "{1}"])
    async def test_breaks_rather_than_opens_on_nonsense(self, session, setting):
        await toys(session, [[1], [2]])
        await session.execute(text("SELECT set_config('huoshui.units', :units, true)"), {"units": setting})
        await session.execute(text(f"SET LOCAL ROLE {READER}"))
        with pytest.raises(DBAPIError):
            await seen(session)

    async def test_ends_with_the_transaction(self, platform):
        for scope in (Scope((1,)), EVERYTHING):
            async with platform.postgres.transaction(scope=scope) as session:
                assert await session.scalar(text("SELECT current_user")) == READER
        async with platform.postgres.session() as session:
            assert await session.scalar(text("SELECT current_user")) != READER
            assert not await session.scalar(text("SELECT current_setting('huoshui.units', true)"))

    async def test_stays_right_when_a_prepared_plan_is_used_again(self, platform):
        async with platform.postgres.session() as session:
            await toys(session, [[1], [2], [1, 2]])
            for turn in range(12):  # psycopg prepares after five
                await session.execute(text("RESET ROLE"))
                await confine(session, Scope((1 + turn % 2,)))
                assert await seen(session) == ({0, 2} if turn % 2 == 0 else {1, 2})


class TestReader:
    @pytest.mark.parametrize(
        "statement",
        [
            "SELECT password_hash FROM staff",
            "SELECT * FROM sessions",
            "SELECT * FROM tokens",
            "SELECT * FROM login_attempts",
            "SELECT * FROM audit_log",
            "UPDATE units SET name = 'x'",
            "DELETE FROM vault_keys",
            "INSERT INTO units (code, name, kind, path) VALUES ('x', 'x', 'store', 'x')",
            "DROP TABLE units",
        ],
    )
    async def test_neither_reads_secrets_nor_writes(self, session, statement):
        await confine(session, EVERYTHING)
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            await session.execute(text(statement))

    async def test_cannot_log_in(self, session):
        assert not await session.scalar(text("SELECT rolcanlogin FROM pg_roles WHERE rolname = :r"), {"r": READER})

    async def test_reads_nothing_that_was_not_granted(self, session):
        await session.execute(text("CREATE TABLE created_later (id int)"))
        await confine(session, EVERYTHING)
        with pytest.raises(ProgrammingError, match="permission denied"):
            await session.execute(text("SELECT * FROM created_later"))

    async def test_reads_who_works_here_without_their_hashes(self, session):
        await confine(session, EVERYTHING)
        await session.execute(text("SELECT id, login, name, role, unit_id, created_at, disabled_at FROM staff"))
        await session.execute(text("SELECT * FROM units"))
