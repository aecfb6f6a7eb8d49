"""The HTTP door of transfers."""

from typing import Annotated

from fastapi import Path, Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock import clock
from huoshui.bedrock.http import Now, PlatformDep, refuses
from huoshui.bedrock.routes import Doors
from huoshui.channels.wecom.failures import Declined, Failure, Unsendable
from huoshui.relations.contract import DeclinedByWeCom, NoConnectorForCorp, NoSuchFollower, WeComSilent
from huoshui.relations.syncing import tagging
from huoshui.relations.transfers import operations, planning, queries, waiting
from huoshui.relations.transfers.contract import (
    AgainOfAnother,
    ItemState,
    NobodyToTransfer,
    NoSuchTransfer,
    NotTheirCustomers,
    PlanMoved,
    TakerAway,
    TakerNamedTwice,
    TransferToGiver,
)
from huoshui.relations.transfers.schemas import (
    GiverOut,
    TransferIn,
    TransferItemOut,
    TransferItemsOut,
    TransferOut,
    TransferPlanIn,
    TransferPlanOut,
    WaitingReadIn,
    WaitingReadOut,
)

router = Doors(prefix="/relations/transfers", tags=["relations"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Managing = Annotated[Viewer, requires(Permission.TOUCHPOINTS_MANAGE)]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
_PLANNING = (
    NoSuchFollower, TransferToGiver, TakerNamedTwice, TakerAway, NoSuchTransfer, AgainOfAnother, NotTheirCustomers,
)  # fmt: skip


@router.get("/givers")
async def givers(_viewer: Reading, session: ScopedSession) -> list[GiverOut]:
    """Staff and what they have to hand on, those who left first."""
    return [GiverOut.of(one) for one in await queries.givers(session)]


@router.post("/waiting", responses=refuses(NoConnectorForCorp, DeclinedByWeCom, WeComSilent))
async def read_waiting(body: WaitingReadIn, platform: PlatformDep, _viewer: Managing) -> WaitingReadOut:
    """Read the platform's list of customers whose staff left."""
    async with platform.postgres.transaction() as session:
        account = await tagging.account_of(session, corp=body.corp)
    wecom = await platform.speakers.wecom(account.id)
    try:
        found = await waiting.read(platform.postgres, wecom, corp=body.corp, keys=platform.keys, clock=clock.now)
    except (Declined, Unsendable) as declined:
        raise DeclinedByWeCom(why=str(declined)) from None
    except Failure:
        raise WeComSilent(retry_after=10) from None
    return WaitingReadOut(waiting=found)


@router.post("/plan", responses=refuses(*_PLANNING))
async def plan(body: TransferPlanIn, _viewer: Managing, session: ScopedSession, now: Now) -> TransferPlanOut:
    """Show who would get how much, and who would be left out, before anything is done."""
    return TransferPlanOut.of(await planning.plan(session, order=body.order(), now=now))


@router.post("", responses=refuses(*_PLANNING, NoConnectorForCorp, NobodyToTransfer, PlanMoved), status_code=202)
async def start(body: TransferIn, platform: PlatformDep, viewer: Managing, now: Now) -> TransferOut:
    """Begin a transfer; the platform is asked in batches, and each customer is watched until it is final."""
    order = body.order()
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        await planning.plan(session, order=order, now=now)  # whom the viewer does not see is refused here
    async with platform.postgres.transaction() as session:
        account = await tagging.account_of(session, corp=order.corp)
        number = await operations.start(
            session, order=order, account=account, keys=platform.keys, key=body.key, seen=body.seen, viewer=viewer,
            now=now,
        )  # fmt: skip
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        return TransferOut.of(await queries.transfer(session, number=number))


@router.get("")
async def transfers(
    _viewer: Reading, session: ScopedSession,
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None, limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> list[TransferOut]:  # fmt: skip
    """Transfers, the newest first."""
    return [TransferOut.of(one) for one in await queries.transfers(session, before=before, limit=limit)]


@router.get("/{id}", responses=refuses(NoSuchTransfer))
async def transfer(id: Number, _viewer: Reading, session: ScopedSession) -> TransferOut:  # noqa: A002 as it is called
    """One transfer."""
    return TransferOut.of(await queries.transfer(session, number=id))


@router.get("/{id}/items", responses=refuses(NoSuchTransfer))
async def items(
    id: Number, _viewer: Reading, session: ScopedSession,  # noqa: A002 as it is called
    state: Annotated[list[ItemState] | None, Query(description="these alone")] = None,
    taker: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")] = "",
    after: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0, limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> TransferItemsOut:  # fmt: skip
    """The customers and groups of a transfer, with what became of each."""
    await queries.transfer(session, number=id)
    found, following = await queries.items(
        session, number=id, states=state or (), taker=taker, after=after, limit=limit
    )
    return TransferItemsOut(items=[TransferItemOut.of(one) for one in found], next=following)
