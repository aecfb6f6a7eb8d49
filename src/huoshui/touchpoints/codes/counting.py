"""What live codes brought: by staff, by day, and what was done for each who came."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.touchpoints.codes import queries
from huoshui.touchpoints.codes.contract import Add, DayCount, DoneStep, StaffCount, StepKind, StepState


async def by_staff(session: AsyncSession, *, slug: str, now: datetime) -> list[StaffCount]:
    """
    This will count a code's adds by staff: today, in thirty days, over the cap, and how many come at once.

    :raises NoSuchCode: if it is not there
    """
    code = await queries.code(session, slug=slug)
    today = await queries.today(session, code=code, now=now)
    rows = {row.staff_id: row for row in await session.execute(_BY_STAFF, {"code": code.id, "now": now})}
    caps = {one.staff_id: one.daily_cap for one in code.plan.staff}
    counts = []
    for staff in dict.fromkeys([*caps, *rows]):
        adds, cap, row = today.adds.get(staff, 0), caps.get(staff), rows.get(staff)
        over = max(0, adds - cap) if cap is not None else 0
        counts.append(StaffCount(staff, adds, row.adds if row else 0, over, row.at_once if row else 0))
    return counts


async def by_day(session: AsyncSession, *, slug: str, days: int, now: datetime) -> list[DayCount]:
    """
    This will count openings of a code's page, and adds, by day in Beijing.

    :raises NoSuchCode: if it is not there
    """
    code = await queries.code(session, slug=slug)
    rows = await session.execute(_BY_DAY, {"code": code.id, "days": days, "now": now})
    return [DayCount(row.day, row.scans, row.robots, row.adds) for row in rows]


async def adds(session: AsyncSession, *, slug: str, limit: int) -> list[Add]:
    """
    This will give who came last by a code, without saying who it was, and what was done for them.

    :raises NoSuchCode: if it is not there
    """
    code = await queries.code(session, slug=slug)
    rows = (await session.execute(_ADDS, {"code": code.id, "limit": limit})).all()
    steps: dict[int, list[DoneStep]] = {row.id: [] for row in rows}
    for row in await session.execute(_STEPS, {"adds": list(steps)}):
        steps[row.add].append(DoneStep(StepKind(row.step), StepState(row.state), row.tries, row.problem, row.done_at))
    return [
        Add(row.id, row.staff_id, row.said_at, row.full_at is None, tuple(steps[row.id]), row.by_link) for row in rows
    ]


_BY_STAFF = text("""
    SELECT staff_id, count(*) AS adds, max(at_once) AS at_once FROM (
        SELECT staff_id, count(*) OVER (PARTITION BY staff_id ORDER BY said_at
               RANGE BETWEEN interval '10 seconds' PRECEDING AND CURRENT ROW) AS at_once
        FROM live_code_adds WHERE code = :code AND click = '' AND said_at >= :now - interval '30 days') AS came
    GROUP BY staff_id
""")
_BY_DAY = text("""
    SELECT day, sum(scans)::bigint AS scans, sum(robots)::bigint AS robots, sum(adds)::bigint AS adds FROM (
        SELECT CAST(at AT TIME ZONE 'Asia/Shanghai' AS date) AS day, (robot = '')::int AS scans,
               (robot != '')::int AS robots, 0 AS adds
        FROM page_views WHERE code = :code AND at > :now - make_interval(days => :days)
        UNION ALL
        SELECT CAST(said_at AT TIME ZONE 'Asia/Shanghai' AS date), 0, 0, 1
        FROM live_code_adds
        WHERE code = :code AND click = '' AND said_at > :now - make_interval(days => :days)) AS happened
    GROUP BY day ORDER BY day
""")
_ADDS = text("""
    SELECT id, staff_id, said_at, full_at, click != '' AS by_link FROM live_code_adds WHERE code = :code
    ORDER BY id DESC LIMIT :limit
""")
_STEPS = text("""
    SELECT add, step, state, tries, problem, done_at FROM live_code_steps
    WHERE add = ANY(CAST(:adds AS bigint[])) ORDER BY add, step
""")
