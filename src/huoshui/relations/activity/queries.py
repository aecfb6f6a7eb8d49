"""Reading activity: figures by day and by staff from both sources, and how pulls stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.relations.activity import rules, warehouse
from huoshui.relations.activity.contract import Activity, Day, Member, NoSuchPull, Pull, Step, Told, ToldOfGroups
from huoshui.relations.activity.warehouse import Chats

_Of = tuple[str, str]
_On = tuple[str, str, date]


async def activity(
    session: AsyncSession, clickhouse: ClickHouse, *, scope: Scope, since: date, until: date, corp: str = "",
    staff: str = "",
) -> Activity:  # fmt: skip
    """
    This will give [since, until] (days in Beijing) day by day and staff by staff, what WeCom counted beside ours.

    Once WeCom told of a day or of somebody's day, ours are of the same, so that the two may be compared. ``corp`` and
    ``staff`` narrow it to one; somebody who sees some units sees their staff.
    """
    asked = _asked(scope, since, until, corp, staff)
    people = {(row.corp, row.staff): row for row in await session.execute(_STAFF, asked)}
    theirs = {(row.corp, row.staff, row.day): row for row in await session.execute(_THEIRS, asked)}
    moves = {(row.corp, row.staff, row.day): row for row in await session.execute(_MOVES, asked)}
    heard = await warehouse.chats(
        clickhouse, since=clock.moment(rules.seconds(since) * 1000),
        until=clock.moment(rules.seconds(until + timedelta(days=1)) * 1000),
    )  # fmt: skip
    all_days = [since + timedelta(days=number) for number in range((until - since).days + 1)]
    told_of = {"heard": sorted({staff for staff, _ in heard})}
    hearing = set(await session.scalars(_HEARING, {**asked, **told_of}))
    ours = _ours(people, moves, heard, all_days, hearing)
    groups = {(row.corp, row.staff): row for row in await session.execute(_GROUPS_THEIRS, asked)}
    own = {(row.corp, row.staff): row for row in await session.execute(_GROUPS_OURS, asked)}
    refused = {(row.corp, row.staff): row.problem for row in await session.execute(_REFUSED, asked)}
    members = []
    for key, row in people.items():
        told = [theirs[(*key, day)] for day in all_days if (*key, day) in theirs]
        whole = rules.together(map(_told, told))
        mine = rules.together(ours[(*key, day)] for day in all_days if (*key, day) in theirs or not told)
        if not told and not any((mine.added, mine.deleted, row.follows, key in groups, key in own)):
            continue
        groups_theirs, groups_ours = _of_groups(groups.get(key)), _own_groups(own.get(key))
        members.append(
            Member(
                row.corp, row.staff, row.name, row.unit, row.left_at, len(told),
                sum(one.corrected_at is not None for one in told), whole, mine, groups_theirs, groups_ours,
                rules.differences(whole, mine) | rules.differences_of_groups(groups_theirs, groups_ours),
                refused.get(key, ""),
            )
        )  # fmt: skip
    return Activity(
        since, until, any(key[0] in hearing for key in people), _days(all_days, theirs, ours), _ranked(members)
    )


async def pull(session: AsyncSession, *, number: int) -> Pull:
    """
    This will give a pull.

    :raises NoSuchPull: if there is none of that number
    """
    row = (await session.execute(text(f"{_PULLS} WHERE id = :id"), {"id": number})).one_or_none()
    if row is None:
        raise NoSuchPull(id=number)
    return _pull(row)


async def pulls(session: AsyncSession, *, limit: int = 20) -> list[Pull]:
    """This will list pulls, the newest first."""
    return [
        _pull(row) for row in await session.execute(text(f"{_PULLS} ORDER BY id DESC LIMIT :limit"), {"limit": limit})
    ]


async def latest(session: AsyncSession) -> list[Pull]:
    """This will give the newest pull of every connector."""
    rows = await session.execute(
        text(f"{_PULLS} WHERE id IN (SELECT max(id) FROM activity_pulls GROUP BY account) ORDER BY account")
    )
    return [_pull(row) for row in rows]


def _asked(scope: Scope, since: date, until: date, corp: str, staff: str) -> dict[str, Any]:
    return {
        "units": None if scope.units is None else list(scope.units), "first": since, "last": until, "corp": corp,
        "staff": staff, "since": clock.moment(rules.seconds(since) * 1000),
        "until": clock.moment(rules.seconds(until + timedelta(days=1)) * 1000),
    }  # fmt: skip


def _ours(
    people: Mapping[_Of, Any],
    moves: Mapping[_On, Any],
    heard: Mapping[tuple[str, date], Chats],
    days: Sequence[date],
    hearing: AbstractSet[str],
) -> dict[_On, Told]:
    """What we count, day by day; where no source tells of a corp's chats these are not counted, which is no zero."""
    found = {}
    for key in people:
        for day in days:
            moved = moves.get((*key, day))
            chats = heard.get((key[1], day), Chats(0, 0, 0, 0, 0)) if key[0] in hearing else None
            found[*key, day] = Told(
                added=moved.added if moved else 0,
                deleted=moved.deleted if moved else 0,
                chats=chats.chats if chats else None,
                messages=chats.messages if chats else None,
                replied=100 * chats.answered / chats.opened if chats and chats.opened else None,
                first_reply=chats.waited_ms / chats.answered / 60_000 if chats and chats.answered else None,
            )
    return found


def _told(row: Any) -> Told:  # noqa: ANN401 SQLAlchemy's rows
    return Told(row.added, row.deleted, row.chats, row.messages, row.replied, row.first_reply, row.asked)


def _days(days: Sequence[date], theirs: Mapping[_On, Any], ours: Mapping[_On, Told]) -> list[Day]:
    told: dict[date, list[Told]] = defaultdict(list)
    for (_, _, day), row in theirs.items():
        told[day].append(_told(row))
    own: dict[date, list[Told]] = defaultdict(list)
    for (corp, staff, day), one in ours.items():
        if (corp, staff, day) in theirs or not told[day]:
            own[day].append(one)
    found = []
    for day in days:
        whole, mine = rules.together(told[day]), rules.together(own[day])
        found.append(Day(day, len(told[day]), whole, mine, rules.differences(whole, mine)))
    return found


def _of_groups(row: Any) -> ToldOfGroups:  # noqa: ANN401 SQLAlchemy's rows
    if row is None:
        return ToldOfGroups()
    return ToldOfGroups(
        row.opened, row.joined, row.groups, row.members, row.groups_talked, row.talked, row.messages, row.said
    )


def _own_groups(row: Any) -> ToldOfGroups:  # noqa: ANN401 SQLAlchemy's rows
    if row is None:
        return ToldOfGroups(0, 0, 0, 0)
    return ToldOfGroups(row.opened, row.joined, row.groups, row.members)


def _ranked(members: Sequence[Member]) -> list[Member]:
    return sorted(members, key=lambda one: (-(one.theirs.added or one.ours.added or 0), one.corp, one.staff))


def _pull(row: Any) -> Pull:  # noqa: ANN401 SQLAlchemy's rows
    return Pull(
        row.id, row.account, row.corp, row.state, Step(row.step), row.until, row.started_at, row.started_by,
        row.finished_at, row.staff, row.staff_done, row.refused, row.figures, row.corrected, row.problem,
    )  # fmt: skip


_SEEN = "(CAST(:units AS bigint[]) IS NULL OR known.unit = ANY(CAST(:units AS bigint[])))"
_ONE = f"(:corp = '' OR known.corp = :corp) AND (:staff = '' OR known.staff = :staff) AND {_SEEN}"
_STAFF = text(f"""
    SELECT known.corp, known.staff, known.name, units.code AS unit, known.left_at, known.follows
    FROM relation_staff AS known LEFT JOIN units ON units.id = known.unit WHERE {_ONE}
""")
_HEARING = text(f"""
    SELECT DISTINCT corp FROM relation_staff AS known WHERE staff = ANY(CAST(:heard AS text[])) AND {_SEEN}
""")
_THEIRS = text(f"""
    SELECT told.* FROM staff_days AS told JOIN relation_staff AS known USING (corp, staff)
    WHERE told.day BETWEEN :first AND :last AND {_ONE}
""")
_MOVES = text(f"""
    SELECT held.corp, held.staff, CAST(at AT TIME ZONE 'Asia/Shanghai' AS date) AS day,
        count(*) FILTER (WHERE turn IN ('half_added', 'added', 'readded')) AS added,
        count(*) FILTER (WHERE turn = 'deleted_by_customer') AS deleted
    FROM relation_facts JOIN follow_relations AS held ON held.id = relation
        JOIN relation_staff AS known ON known.corp = held.corp AND known.staff = held.staff
    WHERE turn <> '' AND turn IN ('half_added', 'added', 'readded', 'deleted_by_customer') AND at >= :since
        AND at < :until AND {_ONE}
    GROUP BY held.corp, held.staff, day
""")
# what is told as the day ended is taken of the last day that is known
_GROUPS_THEIRS = text(f"""
    SELECT told.corp, told.staff, sum(opened) AS opened, sum(joined) AS joined,
        (array_agg(groups ORDER BY day DESC))[1] AS groups, (array_agg(members ORDER BY day DESC))[1] AS members,
        (array_agg(groups_talked ORDER BY day DESC))[1] AS groups_talked,
        (array_agg(talked ORDER BY day DESC))[1] AS talked, (array_agg(messages ORDER BY day DESC))[1] AS messages,
        (array_agg(messages ORDER BY day DESC))[1] - (
            SELECT messages FROM owner_days AS before
            WHERE (before.corp, before.staff) = (told.corp, told.staff) AND before.day + 1 = :first) AS said
    FROM owner_days AS told JOIN relation_staff AS known USING (corp, staff)
    WHERE told.day BETWEEN :first AND :last AND {_ONE} GROUP BY told.corp, told.staff
""")
_GROUPS_OURS = text(f"""
    WITH owned AS (
        SELECT held.corp, held.id, held.owner AS staff, held.opened_at, held.dismissed_at
        FROM customer_groups AS held JOIN relation_staff AS known ON known.corp = held.corp AND known.staff = held.owner
        WHERE {_ONE} AND (held.dismissed_at IS NULL OR held.dismissed_at >= :since)),
    inside AS (
        SELECT owned.corp, owned.staff, count(*) AS members
        FROM owned JOIN group_members AS one ON one.corp = owned.corp AND one.group_id = owned.id
        WHERE one.joined_at < :until AND (one.inside OR one.left_at >= :until)
            AND (owned.dismissed_at IS NULL OR owned.dismissed_at >= :until)
        GROUP BY owned.corp, owned.staff),
    steps AS (
        SELECT owned.corp, owned.staff, count(*) AS joined
        FROM owned JOIN group_steps AS step ON step.corp = owned.corp AND step.group_id = owned.id
        WHERE at >= :since AND at < :until AND NOT echo AND move IN ('joined', 'seen')
        GROUP BY owned.corp, owned.staff)
    SELECT owned.corp, owned.staff,
        count(*) FILTER (WHERE opened_at >= :since AND opened_at < :until) AS opened,
        count(*) FILTER (WHERE opened_at < :until AND (dismissed_at IS NULL OR dismissed_at >= :until)) AS groups,
        coalesce(max(joined), 0) AS joined, coalesce(max(members), 0) AS members
    FROM owned LEFT JOIN inside USING (corp, staff) LEFT JOIN steps USING (corp, staff) GROUP BY owned.corp, owned.staff
""")
_REFUSED = text(f"""
    SELECT known.corp, known.staff, listed.problem
    FROM activity_pull_staff AS listed JOIN activity_pulls AS pull ON pull.id = listed.pull
        JOIN relation_staff AS known ON known.corp = pull.corp AND known.staff = listed.staff
    WHERE listed.problem <> '' AND pull.id IN (SELECT max(id) FROM activity_pulls GROUP BY account) AND {_ONE}
""")
_PULLS = """
    SELECT id, account, corp, state, step, until, started_at, started_by, finished_at, figures, corrected, problem,
        (SELECT count(*) FROM activity_pull_staff WHERE pull = held.id) AS staff,
        (SELECT count(*) FROM activity_pull_staff WHERE pull = held.id AND done_at IS NOT NULL) AS staff_done,
        (SELECT count(*) FROM activity_pull_staff WHERE pull = held.id AND problem <> '') AS refused
    FROM activity_pulls AS held
"""
