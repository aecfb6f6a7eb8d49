"""Callbacks into histories: repeated, late and out of order they come to the same."""

import random

import pytest

from tests.relations.world import Pool

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


async def standing(pool: Pool) -> dict[tuple[str, str], str]:
    rows = await pool.rows("SELECT staff, contact, standing FROM follow_relations WHERE standing <> 'none'")
    return {(row.staff, row.contact): row.standing for row in rows}


async def busy(pool: Pool, chance: random.Random, acts: int = 60) -> None:
    """A day on which everything happens."""
    people = [pool.acts.appear(f"客户{number}", unionid=f"union-{number}") for number in range(12)]
    chats = [pool.acts.open_group("zhangsan", "一群")]
    for _ in range(acts):
        pool.hours.pass_by(seconds=chance.choice([0, 1, 7, 60]))
        follows = list(pool.corp.follows.values())
        follow = chance.choice(follows) if follows else None
        match chance.randrange(9):
            case 0 | 1 | 2:
                pool.acts.add(chance.choice(people), chance.choice(["zhangsan", "lisi", "wangwu"]), state="s1")
            case 3 if follow:
                pool.acts.staff_deletes(follow)
            case 4 if follow and not follow.deleted_by_customer:
                pool.acts.customer_deletes(follow)
            case 5 if follow:
                pool.acts.note(follow, remark=f"备注{chance.randrange(5)}")
            case 6:
                pool.acts.join(chance.choice(chats), chance.choice(people))
            case 7:
                chat = chance.choice(chats)
                gone = [one for one in people if one.external_userid in chat.members]
                if gone:
                    pool.acts.leave(chat, chance.choice(gone))
            case 8:
                chats.append(pool.acts.open_group("lisi", "又一群")) if len(chats) < 3 else None
            case _:
                pass


class TestHear:
    @pytest.mark.parametrize("seed", [1, 2, 3])
    async def test_comes_to_the_same_in_any_order_and_with_repeats(self, pool: Pool, seed: int) -> None:
        chance = random.Random(seed)
        await busy(pool, chance)
        told = pool.letters()
        arriving = [*told, *chance.sample(told, len(told) // 3)]
        chance.shuffle(arriving)
        await pool.hear(*arriving)
        shuffled, kept = await standing(pool), await pool.inside()
        await pool.rows("SELECT 1")
        async with pool.platform.postgres.transaction() as session:
            from sqlalchemy import text  # noqa: PLC0415 only to begin again

            await session.execute(text("TRUNCATE follow_relations, relation_facts, group_members, group_steps CASCADE"))
        await pool.hear(*told)
        assert await standing(pool) == shuffled
        assert await pool.inside() == kept

    async def test_tells_three_losses_apart(self, pool: Pool) -> None:
        anna, bert, carl = (pool.acts.appear(name) for name in ("安", "博", "陈"))
        first, second, third = (pool.acts.add(one, "zhangsan") for one in (anna, bert, carl))
        pool.hours.pass_by(minutes=5)
        pool.acts.customer_deletes(first)
        pool.acts.staff_deletes(second)
        pool.acts._part(third, Source="DELETE_BY_TRANSFER")
        await pool.hear_all()
        assert await standing(pool) == {
            ("zhangsan", anna.external_userid): "deleted_by_customer",
            ("zhangsan", bert.external_userid): "deleted_by_staff",
            ("zhangsan", carl.external_userid): "transferred",
        }

    async def test_tells_of_who_came_and_went_again_though_the_contact_was_known_already(self, pool: Pool) -> None:
        anna = pool.acts.appear("安")
        pool.acts.add(anna, "lisi")
        await pool.hear_all()
        await pool.read()
        short = pool.acts.add(anna, "zhangsan")
        pool.acts.customer_deletes(short)
        await pool.hear_all()
        pool.hours.pass_by(minutes=3)
        told = {(name, staff) for name, staff, _ in await pool.forward()}
        assert {("Contact Added", "zhangsan"), ("Contact Deleted Staff", "zhangsan")} <= told

    async def test_notes_once_what_must_be_read(self, pool: Pool) -> None:
        follow = pool.acts.add(pool.acts.appear("安"), "zhangsan")
        for remark in ("a", "b", "c"):
            pool.hours.pass_by(seconds=1)
            pool.acts.note(follow, remark=remark)
        await pool.hear_all()
        wants = await pool.rows("SELECT kind, what FROM relation_wants")
        assert [(row.kind, row.what) for row in wants] == [("contact", follow.external_userid)]

    async def test_reads_a_group_again_at_once_when_a_version_is_missing(self, pool: Pool) -> None:
        chat = pool.acts.open_group("zhangsan", "一群")
        await pool.hear_all()
        await pool.read()
        anna, bert = pool.acts.appear("安"), pool.acts.appear("博")
        pool.acts.join(chat, anna)
        pool.acts.join(chat, bert)
        _, second = pool.letters()
        await pool.hear(second)
        (want,) = await pool.rows("SELECT due_at <= :now AS now FROM relation_wants", now=pool.hours.moment())
        assert want.now
        await pool.read()
        assert await pool.inside() == pool.really_inside()
