"""The platform kept in step: each group code leads to groups with room, those that the platform opened among them."""

import asyncio
from datetime import datetime, timedelta

import orjson
from sqlalchemy import text

from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code as Said
from huoshui.channels.wecom.codes import name_of
from huoshui.channels.wecom.failures import Declined, Failure, Unreachable
from huoshui.connectors.contract import AccountId
from huoshui.touchpoints.codes.contract import Alarm
from huoshui.touchpoints.codes.groups import queries
from huoshui.touchpoints.codes.groups.contract import GroupCode
from huoshui.touchpoints.codes.groups.rules import chosen
from huoshui.touchpoints.codes.showing import Speaking

_AT_ONCE = 20
_LEASE = timedelta(seconds=60)
_LOOK = timedelta(minutes=5)
_AGAIN = timedelta(seconds=20)


async def keep(postgres: Postgres, wecom: Speaking, *, now: datetime) -> int:
    """This will bring the group codes that are due in step with the platform, and tell how many there were."""
    async with postgres.transaction() as session:
        claim = {"now": now, "until": now + _LEASE, "limit": _AT_ONCE}
        due = (await session.execute(_CLAIM, claim)).all()
    await asyncio.gather(*(_keep_one(postgres, wecom, row.slug, row.due_at, now) for row in due))
    return len(due)


async def _keep_one(postgres: Postgres, wecom: Speaking, slug: str, was_due: datetime, now: datetime) -> None:
    async with postgres.session() as session:
        code = await queries.group_code(session, slug=slug)
    line = {"id": code.id, "version": code.version, "config_id": code.config_id, "picture": code.picture,
            "shown": list(code.shown), "found": list(code.found), "sizes": dict(code.sizes), "alarms": [],
            "problem": "", "due_at": now + _LOOK, "was_due": was_due, "now": now}  # fmt: skip
    try:
        line |= await _shown(await wecom(AccountId(code.account)), code)
    except (Failure, Refusal) as failure:
        alarm = Alarm.UNREACHABLE if isinstance(failure, Unreachable) else Alarm.DECLINED
        problem = f"{name_of(failure.code)} ({failure.code})" if isinstance(failure, Declined) else str(failure)
        line |= {"alarms": [alarm.value], "problem": problem, "due_at": now + _AGAIN}
    async with postgres.transaction() as session:
        await session.execute(_WRITE, line | {"sizes": orjson.dumps(line["sizes"]).decode()})


async def _shown(wecom: WeCom, code: GroupCode) -> dict[str, object]:
    """Lead to groups with room; a code that the platform lost is made again, behind the same print."""
    way = None
    if code.config_id:
        try:
            way = await wecom.groups.code(code.config_id)
        except Declined as declined:
            if declined.code != Said.CODE_INVALID:
                raise
    found = list(code.found)
    if way is not None:  # what the platform opened by itself is told only here: we did not put it there
        found += [one for one in way.chat_id_list if one not in {*code.plan.groups, *code.shown, *found}]
    groups = [*code.plan.groups, *found]
    sizes = await _sizes(wecom, groups)
    shown = tuple(way.chat_id_list) if way else ()
    wanted, has_room = chosen(groups, sizes=sizes, most=code.plan.most, shown=shown)
    config_id, picture = code.config_id, code.picture
    remark, next_name = code.plan.name[:30], code.plan.next_name or None
    if way is None:
        config_id = await wecom.groups.add_code(wanted, state=code.state, remark=remark, next_name=next_name)
        picture = (await wecom.groups.code(config_id)).qr_code
    elif wanted != shown or (way.room_base_name or "") != code.plan.next_name:
        await wecom.groups.change_code(config_id, wanted, state=code.state, remark=remark, next_name=next_name)
    alarms = [] if has_room else [Alarm.FULL if code.plan.next_name else Alarm.NOBODY]
    if way is None and code.config_id:
        alarms.append(Alarm.REMADE)
    return {"config_id": config_id, "picture": picture, "shown": list(wanted), "found": found, "sizes": sizes,
            "alarms": [one.value for one in alarms]}  # fmt: skip


async def _sizes(wecom: WeCom, groups: list[str]) -> dict[str, int]:
    sizes = {}
    for one in groups:
        try:
            sizes[one] = len((await wecom.groups.one(one)).member_list)
        except Declined as declined:
            if declined.code != Said.NOT_A_CUSTOMER_GROUP:
                raise
    return sizes


_CLAIM = text("""
    UPDATE group_codes SET leased_until = :until WHERE id IN (
        SELECT id FROM group_codes WHERE due_at <= :now AND (leased_until IS NULL OR leased_until <= :now)
        ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
    RETURNING slug, due_at
""")
_WRITE = text("""
    UPDATE group_codes SET config_id = :config_id, picture = :picture, shown = CAST(:shown AS text[]),
        found = CAST(:found AS text[]), sizes = CAST(:sizes AS jsonb), alarms = CAST(:alarms AS text[]),
        problem = :problem, leased_until = NULL,
        due_at = CASE WHEN version = :version AND due_at = :was_due THEN :due_at ELSE CAST(:now AS timestamptz) END
    WHERE id = :id
""")
