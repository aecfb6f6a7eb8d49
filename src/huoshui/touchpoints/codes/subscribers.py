"""
What live codes hear: whoever comes by one becomes an add with its steps, once, half or whole, however often told.

And what must be looked at before its hour is over: a code whose staff left, a group code whose group fills or is gone.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.channels.wecom.callbacks import (
    ContactAdded,
    DirectoryChanged,
    GroupChanged,
    GroupDismissed,
    GroupOpened,
)
from huoshui.connectors.contract import Account, Letter
from huoshui.touchpoints.codes import operations, queries
from huoshui.touchpoints.codes.contract import Code, StepKind, StepState
from huoshui.touchpoints.codes.groups import operations as groups

WELCOME_SECONDS = 20
_NO_CODE = "no welcome code"
_WHOLE_AFTER = timedelta(hours=1)
"""How long a half contact is left before we try all the same: the callback that makes it whole may be lost."""


async def hear(session: AsyncSession, account: Account, letter: Letter) -> None:
    """
    This will note who came by a code and what is to be done for them, and have a code looked at that may lead nowhere.

    A half contact and the whole one that follows are one add. A callback that is told twice changes nothing.
    """
    match letter.fact:
        case ContactAdded() as fact:
            await _come(session, account, fact, letter)
        case DirectoryChanged(change="delete_user", id=staff):
            await operations.miss(session, account=account.id, staff=staff, now=letter.arrived_at)
        case DirectoryChanged(id=staff, new_id=becomes) if becomes not in {"", staff}:
            await operations.rename(session, account=account.id, staff=staff, becomes=becomes, now=letter.arrived_at)
        case DirectoryChanged(change="create_user" | "update_user", id=staff):
            await operations.welcome_back(session, account=account.id, staff=staff, now=letter.arrived_at)
        case GroupOpened() | GroupDismissed() | GroupChanged(detail="add_member") as fact:
            how = {"opened": isinstance(fact, GroupOpened), "gone": isinstance(fact, GroupDismissed)}
            await groups.look(session, account=account.id, group=fact.group_id, now=letter.arrived_at, **how)


async def _come(session: AsyncSession, account: Account, fact: ContactAdded, letter: Letter) -> None:
    relation = {"account": account.id, "staff": fact.staff_id, "external": fact.external_userid}
    await session.execute(_ALONE, {"name": f"live-code-add {account.id} {fact.staff_id} {fact.external_userid}"})
    known = (await session.execute(_KNOWN, {**relation, "key": letter.key})).one_or_none()
    if known is not None and known.told:
        return
    if known is not None and _is_same(known, fact, letter.said_at):
        await _complete(session, known.id, fact, letter)
        return
    code, click = await queries.code_of_state(session, account=account, state=fact.state), ""
    if code is None:
        code, click = await queries.code_of_click(session, account=account, click=fact.state), fact.state
    if code is not None:
        await _begin(session, code, {**relation, "corp_id": account.corp_id, "click": click}, fact, letter)


def _is_same(known: Any, fact: ContactAdded, said_at: datetime) -> bool:  # noqa: ANN401 SQLAlchemy's rows
    """Whether this tells the other half of an add; halves may come late and in any order."""
    if known.full_at is None:
        return not fact.half or said_at == known.said_at
    return fact.half and said_at <= known.full_at


async def _complete(session: AsyncSession, add: int, fact: ContactAdded, letter: Letter) -> None:
    full_at = None if fact.half else letter.said_at
    told = {"add": add, "key": letter.key, "full_at": full_at, "welcome_code": fact.welcome_code,
            "said_at": letter.said_at}  # fmt: skip
    await session.execute(_TELL, told)
    if fact.welcome_code:
        await session.execute(_GREET, {"add": add, "now": letter.arrived_at, "problem": _NO_CODE})
    if full_at is not None:
        await session.execute(_HURRY, {"add": add, "now": letter.arrived_at})
    await operations.wake(session)


async def _begin(
    session: AsyncSession, code: Code, relation: dict[str, Any], fact: ContactAdded, letter: Letter
) -> None:
    full_at = None if fact.half else letter.said_at
    add = await session.scalar(_ADD, {
        **relation, "code": code.id, "version": code.version, "key": letter.key, "said_at": letter.said_at,
        "full_at": full_at, "welcome_code": fact.welcome_code,
    })  # fmt: skip
    later = letter.arrived_at if full_at else letter.arrived_at + _WHOLE_AFTER
    for step in _wanted(code):
        line = {"add": add, "step": step.value, "state": StepState.WAITING.value, "problem": "", "due_at": later}
        if step in {StepKind.WELCOME, StepKind.SOURCE}:
            line["due_at"] = letter.arrived_at
        if step is StepKind.WELCOME and not fact.welcome_code:
            line |= {"state": StepState.TAKEN.value, "problem": _NO_CODE}
        await session.execute(_STEP, line)
    await operations.poke(session, code=code.id, now=letter.arrived_at)


def _wanted(code: Code) -> list[StepKind]:
    plan = code.plan
    wanted = {
        StepKind.WELCOME: plan.welcome.words or plan.welcome.attachments,
        StepKind.TAGS: plan.tags,
        StepKind.REMARK: plan.remark,
        StepKind.SOURCE: True,
    }
    return [step for step, value in wanted.items() if value]


_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
_KNOWN = text("""
    SELECT id, said_at, full_at, bool_or(:key = ANY(letters)) OVER () AS told FROM live_code_adds
    WHERE account = :account AND staff_id = :staff AND external_userid = :external ORDER BY id DESC LIMIT 1
""")
_TELL = text("""
    UPDATE live_code_adds SET letters = letters || CAST(:key AS text), full_at = coalesce(full_at, :full_at),
        welcome_code = CASE welcome_code WHEN '' THEN :welcome_code ELSE welcome_code END,
        welcome_at = CASE welcome_code WHEN '' THEN :said_at ELSE welcome_at END
    WHERE id = :add
""")
_HURRY = text("UPDATE live_code_steps SET due_at = :now WHERE add = :add AND state = 'waiting' AND due_at > :now")
_GREET = text("""
    UPDATE live_code_steps SET state = 'waiting', problem = '', due_at = :now
    WHERE add = :add AND step = 'welcome' AND state = 'taken' AND problem = :problem
""")
_ADD = text("""
    INSERT INTO live_code_adds (code, version, account, corp_id, staff_id, external_userid, letters, said_at, full_at,
        welcome_code, welcome_at, click)
    VALUES (:code, :version, :account, :corp_id, :staff, :external, ARRAY[CAST(:key AS text)], :said_at, :full_at,
        :welcome_code, :said_at, :click)
    RETURNING id
""")
_STEP = text("""
    INSERT INTO live_code_steps (add, step, state, due_at, problem) VALUES (:add, :step, :state, :due_at, :problem)
""")
