"""The second line, on the real tables: what a scoped transaction can read is held to its units, or open on purpose."""

import pytest
from sqlalchemy import text

from huoshui.access.contract import EVERYTHING, NOTHING, Scope
from huoshui.bedrock.postgres import READER, confine

from .world import House

OPEN = {
    "metrics": "what a figure means is the same for everybody, and the people behind it are asked for on this session",
    "experiments": "what is tried out, which names nobody; the people of its arms are asked for on this session",
    "units": "the org tree itself",
    "staff": "who works here, without their hashes",
    "identity_spaces": "names of namespaces",
    "trait_policies": "which value of a trait counts",
    "segments": "definitions of segments, which name nobody",
    "segment_watches": "which segments' members are kept and how many those are, which name nobody",
    "segment_snapshots": "when a segment was frozen and how many were in it, which name nobody",
    "membership_state": "one line: how far the rounds are",
    "layerings": "rules of layers, which name nobody",
    "intimacy_fits": "weights and their reports, which name nobody",
    "intimacy_in_force": "which of them counts",
    "order_mirror": "one number: how far the mirror is",
    "corp_tags": "names of corp tags, which name nobody",
    "follower_templates": "titles of message templates, which name nobody",
    "corp_tag_groups": "names of their groups",
    "sops": "plans of SOPs, which name no customer",
    "sop_versions": "what those plans were",
    "vault_keys": "wrapped keys: of use only together with a sealed value that row security lets through",
}
"""Tables that every viewer's transaction may read, with the reason."""

_READABLE = text("""
    SELECT c.relname,
           c.relrowsecurity OR (c.relkind = 'v' AND 'security_invoker=true' = ANY(coalesce(c.reloptions, '{}'))) AS secured
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
      AND (has_table_privilege(:reader, c.oid, 'SELECT') OR has_any_column_privilege(:reader, c.oid, 'SELECT'))
""")


async def readable(session):
    return {row.relname: row.secured for row in await session.execute(_READABLE, {"reader": READER})}


async def rows(platform, table, scope):
    async with platform.postgres.session() as session:
        await confine(session, scope)
        return (await session.execute(text(f"SELECT to_jsonb({table}) FROM {table}"))).scalars().all()


class TestEveryTable:
    async def test_that_a_viewer_can_read_has_a_policy_or_a_reason(self, shared_platform):
        async with shared_platform.postgres.session() as session:
            bare = {table for table, secured in (await readable(session)).items() if not secured}
        assert bare - OPEN.keys() == set(), (
            "give it a policy, REVOKE it from huoshui_reader, or say here why it is open"
        )

    async def test_that_a_viewer_can_read_cannot_be_written(self, shared_platform):
        written = text("""
            SELECT c.relname, p FROM pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
              AND has_table_privilege(:reader, c.oid, p)""")
        async with shared_platform.postgres.session() as session:
            found = (await session.execute(written, {"reader": READER})).all()
        assert [tuple(row) for row in found] == [("audit_log", "INSERT")]


class TestRows:
    async def test_of_another_dealer_are_not_there(self, house: House, shared_platform):
        async with shared_platform.postgres.session() as session:
            secured = [table for table, on in (await readable(session)).items() if on]
        own, other = Scope((house.units["a"].id, house.units["a1"].id)), Scope((house.units["b"].id,))
        counts = {}
        for table in secured:
            everything, mine = await rows(shared_platform, table, EVERYTHING), await rows(shared_platform, table, own)
            assert await rows(shared_platform, table, other) == []
            assert await rows(shared_platform, table, NOTHING) == []
            counts[table] = (len(everything), len(mine))
        assert counts["people"] == (1, 1)
        assert counts["orders"] == (1, 1)
        assert all(mine <= everything for everything, mine in counts.values())

    @pytest.mark.parametrize("table", ["people", "orders", "traits", "identifiers"])
    async def test_are_held_where_people_are_kept(self, shared_platform, table):
        async with shared_platform.postgres.session() as session:
            assert (await readable(session)).get(table, True), f"{table} can be read without a policy"
