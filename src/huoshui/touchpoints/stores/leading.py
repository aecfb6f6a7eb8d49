"""What a store shows now: its own code, its backup's, or headquarters', with what the page needs."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.touchpoints.codes import queries as codes
from huoshui.touchpoints.codes.contract import NoSuchCode, Why
from huoshui.touchpoints.codes.groups import queries as groups
from huoshui.touchpoints.codes.groups.contract import NoSuchGroupCode
from huoshui.touchpoints.landing import queries as landing
from huoshui.touchpoints.landing.contract import Shown
from huoshui.touchpoints.stores.contract import Candidate, Led, Store, StoreCodePlan
from huoshui.touchpoints.stores.rules.leading import led


async def behind(
    session: AsyncSession, *, plan: StoreCodePlan, store: Store | None, now: datetime
) -> tuple[Candidate, Shown]:
    """
    This will give whose code somebody gets who chose a store, or none of them, and what that code shows.

    :raises NoSuchCode: if not even headquarters' code is there, which nobody can take away
    """
    own, backup = (store.details.code, store.details.backup) if store else ("", "")
    ways = ((Led.OWN, own), (Led.BACKUP, backup), (Led.HEADQUARTERS, plan.fallback))
    shown: dict[Led, Shown] = {}
    candidates = []
    for way, slug in ways:
        if not slug:
            continue
        try:
            shown[way] = await landing.behind(session, slug=slug, now=now)
        except NoSuchCode:
            continue
        manned = shown[way].open and await _manned(session, slug, now)
        candidates.append(Candidate(way, slug, open=shown[way].open, manned=manned))
    if not candidates:
        raise NoSuchCode(slug=plan.fallback)
    chosen = led(candidates)
    return chosen, shown[chosen.led]


async def _manned(session: AsyncSession, slug: str, now: datetime) -> bool:
    """A group with room is as good as somebody on shift; a code that the platform has not drawn yet leads nowhere."""
    try:
        group = await groups.group_code(session, slug=slug)
    except NoSuchGroupCode:
        code = await codes.code(session, slug=slug)
        duty = await codes.duty(session, slug=slug, at=now, now=now)
        return bool(code.standing.picture) and duty.why is not Why.LEFT_OVER
    room = any(group.sizes.get(one, 0) < group.plan.most for one in group.shown)
    return bool(group.picture) and room
