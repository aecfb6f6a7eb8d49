"""The org tree."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.access import operations, queries
from huoshui.access.contract import (
    EVERYTHING,
    LOCAL,
    NoSuchUnit,
    Permission,
    Role,
    Scope,
    UnitExists,
    UnitKind,
    UnitMisplaced,
    Viewer,
)

from .conftest import plant


def viewer_of(scope: Scope) -> Viewer:
    return Viewer(staff_id=None, name="x", role=Role.ADMIN, permissions=frozenset(Permission), scope=scope)


class TestTree:
    async def test_headquarters_is_there_from_the_start(self, session):
        assert (await queries.headquarters(session)).path == "/1/"

    async def test_a_unit_hangs_below_its_parent(self, session, unique, now):
        tree = await plant(session, unique, now)
        assert tree.a1.path == f"/1/{tree.region.id}/{tree.a.id}/{tree.a1.id}/"
        assert tree.a1.parent == tree.a.code
        assert tree.a1.kind is UnitKind.STORE

    async def test_units_come_each_after_its_parent(self, session, unique, now):
        tree = await plant(session, unique, now)
        listed = [unit.id for unit in await queries.units(session, scope=await see(session, tree.region))]
        assert listed == [tree.region.id, tree.a.id, tree.a1.id, tree.a2.id, tree.b.id, tree.b1.id]

    async def test_refuses_a_second_unit_of_the_same_code(self, session, unique, now):
        tree = await plant(session, unique, now)
        with pytest.raises(UnitExists):
            await add(session, now, code=tree.b1.code, kind=UnitKind.STORE)

    async def test_refuses_a_second_headquarters(self, session, unique, now):
        with pytest.raises(UnitMisplaced):
            await add(session, now, code=f"hq-{unique}", kind=UnitKind.HEADQUARTERS)

    async def test_refuses_a_region_below_a_store(self, session, unique, now):
        tree = await plant(session, unique, now)
        with pytest.raises(UnitMisplaced):
            await add(session, now, code=f"x-{unique}", kind=UnitKind.REGION, parent=tree.a1.code)

    async def test_refuses_a_parent_that_the_viewer_does_not_see(self, session, unique, now):
        tree = await plant(session, unique, now)
        stranger = viewer_of(await see(session, tree.b))
        with pytest.raises(NoSuchUnit):
            await add(session, now, code=f"x-{unique}", kind=UnitKind.STORE, parent=tree.a.code, viewer=stranger)


class TestMove:
    async def test_takes_everything_below_along(self, session, unique, now):
        tree = await plant(session, unique, now)
        await operations.change_unit(session, viewer=LOCAL, code=tree.a.code, parent="HQ", now=now)
        assert (await queries.unit(session, code=tree.a1.code)).path == f"/1/{tree.a.id}/{tree.a1.id}/"
        assert (await see(session, tree.region)).units == ids(tree.region, tree.b, tree.b1)
        assert (await see(session, tree.a)).units == ids(tree.a, tree.a1, tree.a2)

    async def test_refuses_below_an_equal(self, session, unique, now):
        tree = await plant(session, unique, now)
        with pytest.raises(UnitMisplaced):
            await operations.change_unit(session, viewer=LOCAL, code=tree.a.code, parent=tree.b.code, now=now)
        assert (await queries.unit(session, code=tree.a.code)).path == tree.a.path

    async def test_renames(self, session, unique, now):
        tree = await plant(session, unique, now)
        changed = await operations.change_unit(session, viewer=LOCAL, code=tree.a1.code, name="望京店", now=now)
        assert (changed.name, changed.path) == ("望京店", tree.a1.path)


class TestScopeLaws:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        parents=st.lists(st.tuples(st.integers(0, 30), st.sampled_from(list(UnitKind)[1:])), min_size=1, max_size=12),
        moves=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
    )
    async def test_a_child_sees_what_is_below_it_and_never_more_than_its_parent(
        self, platform, now, unique, parents, moves
    ):
        async with platform.postgres.session() as session:
            units = await grow(session, now, unique, parents, moves)
            parent_of = {unit.code: unit.parent for unit in units}
            scope = {unit.code: await see(session, unit) for unit in units}
            ids_ = {unit.code: unit.id for unit in units}
            for code, parent in parent_of.items():
                if parent in scope:
                    assert scope[code].within(scope[parent])
                expected = {ids_[other] for other in ids_ if code in ancestry(other, parent_of)}
                assert set(scope[code].units) == expected

    async def test_from_headquarters_everything(self, session):
        assert await see(session, await queries.headquarters(session)) == EVERYTHING

    async def test_from_nowhere_nothing(self, session):
        assert await queries.scope_of(session, roots=[]) == Scope(())
        assert await queries.scope_of(session, roots=[2**62]) == Scope(())


class TestCodes:
    async def test_leaves_out_what_does_not_exist(self, session, unique, now):
        tree = await plant(session, unique, now)
        found = await queries.unit_ids(session, codes=[tree.a.code, tree.b1.code, "nowhere"])
        assert found == {tree.a.code: tree.a.id, tree.b1.code: tree.b1.id}


async def add(session, now, *, code, kind, parent=None, viewer=LOCAL):
    return await operations.create_unit(session, viewer=viewer, code=code, name=code, kind=kind, parent=parent, now=now)


async def see(session, unit):
    return await queries.scope_of(session, roots=[unit.id])


async def grow(session, now, unique, parents, moves):
    """A random tree: each unit below a random earlier one (or headquarters) whose level allows it, then random moves."""
    codes = ["HQ"]
    for number, (above, kind) in enumerate(parents):
        try:
            unit = await add(session, now, code=f"u{number}-{unique}", kind=kind, parent=codes[above % len(codes)])
        except UnitMisplaced:
            continue
        codes.append(unit.code)
    for moved, above in moves:
        if len(codes) == 1:
            break
        code, parent = codes[1:][moved % (len(codes) - 1)], codes[above % len(codes)]
        try:
            await operations.change_unit(session, viewer=LOCAL, code=code, parent=parent, now=now)
        except UnitMisplaced:
            continue
    return [await queries.unit(session, code=code) for code in codes[1:]]


def ancestry(code, parent_of):
    steps = [code]
    while parent_of.get(steps[-1]):
        steps.append(parent_of[steps[-1]])
    return steps


def ids(*units):
    return tuple(sorted(unit.id for unit in units))
