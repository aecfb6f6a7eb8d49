"""What short links hear: who became a contact by which click, once, however often told."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.channels.wecom.callbacks import ContactAdded
from huoshui.connectors.contract import Account, Letter


async def hear(session: AsyncSession, account: Account, letter: Letter) -> None:
    """
    This will note whom a click brought: a link that leads to an acquisition link says the click's id as ``state``.

    An address with a click in it can be handed on. The first who comes by it is who clicked; whoever comes later counts
    for the link, and is somebody else.
    """
    fact = letter.fact
    if isinstance(fact, ContactAdded) and fact.state:
        await session.execute(_ADD, {
            "click": fact.state, "corp_id": account.corp_id, "staff_id": fact.staff_id,
            "external_userid": fact.external_userid, "said_at": letter.said_at,
        })  # fmt: skip


_ADD = text("""
    INSERT INTO link_adds (click, link, corp_id, staff_id, external_userid, said_at, first)
    SELECT click, link, :corp_id, :staff_id, :external_userid, :said_at,
           NOT EXISTS (SELECT FROM link_adds AS held WHERE held.click = :click)
    FROM (SELECT click, link FROM link_clicks WHERE click = :click FOR UPDATE) AS behind
    ON CONFLICT DO NOTHING
""")
