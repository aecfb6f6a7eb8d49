"""The HTTP door of commerce."""

from typing import Annotated

from fastapi import Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock import ids
from huoshui.bedrock.http import PlatformDep, refuses
from huoshui.bedrock.routes import Doors
from huoshui.commerce import queries
from huoshui.commerce.contract import NoSuchOrder, NotACursor, OrderKey
from huoshui.commerce.schemas import OrderOut, OrderPageOut, OrdersIn
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries as people

router = Doors(tags=["commerce"])

Reading = Annotated[Viewer, requires(Permission.ORDERS_READ)]


@router.get("/orders", responses=refuses(NotACursor, NoSuchPerson, NotAnIdentifier))
async def listed(
    asked: Annotated[OrdersIn, Query()], viewer: Reading, session: ScopedSession, platform: PlatformDep
) -> OrderPageOut:
    """Orders, the newest first; a page's `next` is the `after` of the page that follows."""
    identities = None
    if asked.person is not None:
        person = await people.person_of(session, ref=asked.person, keys=platform.keys, scope=viewer.scope)
        identities = await people.identities_of(session, person)
    page = await queries.orders(
        session, scope=viewer.scope, wanted=asked.wanted(identities), after=asked.after, limit=asked.limit
    )
    return OrderPageOut.of(page)


@router.get("/orders/{key}", responses=refuses(NoSuchOrder))
async def show(key: str, viewer: Reading, session: ScopedSession, platform: PlatformDep) -> OrderOut:
    """One order with items, refunds and its receiver, masked."""
    try:
        number = OrderKey(ids.parse(key))
    except ValueError:
        raise NoSuchOrder(key=key[:60]) from None
    return OrderOut.of(await queries.order(session, key=number, scope=viewer.scope, vault=platform.vault))
