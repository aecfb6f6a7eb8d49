"""From WeCom's callbacks to the segment: the pool as it is kept and as it is asked are one."""

import random
from collections.abc import Iterator

import pytest

from huoshui.audiences.rules.relating import RELATIONS
from huoshui.bedrock import clock
from tests.relations.conftest import pool as pool  # noqa: PLC0414 the same corp
from tests.relations.test_relations_hearing import busy
from tests.relations.world import Pool

from .world import found, where

STAFF = ("zhangsan", "lisi", "wangwu")

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


async def known(pool: Pool) -> dict[str, int]:
    """Each contact's person."""
    rows = await pool.platform.clickhouse.rows(
        "SELECT DISTINCT JSONExtractString(properties, 'external_userid') AS contact, "
        "dictGetOrDefault('person_of', 'person', identity, identity) FROM events WHERE kind = 'track'"
    )
    return {contact: person for contact, person in rows if contact}


def standings() -> Iterator[tuple[str, str]]:
    yield from ((standing, staff) for standing in RELATIONS.standings for staff in STAFF)


class TestABusyDay:
    @pytest.mark.parametrize("seed", [4, 5])
    async def test_is_asked_as_it_is_kept(self, pool: Pool, seed: int) -> None:
        await busy(pool, random.Random(seed), acts=90)
        await pool.hear_all()
        await pool.read()
        await pool.forward()
        await pool.platform.settle()
        person_of = await known(pool)
        now = clock.milliseconds(pool.hours.moment())

        kept = await pool.rows("SELECT staff, contact, standing FROM follow_relations WHERE standing <> 'none'")
        assert len({row.standing for row in kept}) >= 3
        asked = [where(kind="relation", standing=[standing], staff=[staff]) for standing, staff in standings()]
        answers = await found(pool.platform, *asked, now=now)
        for (standing, staff), people in zip(standings(), answers, strict=True):
            alike = {person_of[row.contact] for row in kept if (row.standing, row.staff) == (standing, staff)}
            assert people == sorted(alike), (standing, staff)

        inside = await pool.inside()
        there = [where(kind="customer_group", standing=["in"], groups=[group]) for group in inside]
        for people, members in zip(await found(pool.platform, *there, now=now), inside.values(), strict=True):
            assert people == sorted({person_of[one] for one in members if one not in STAFF})
