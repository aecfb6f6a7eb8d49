"""
Adds that a corp's acquisition links have left: they are paid for, and with none left whoever taps is not added.

WeCom warns by a callback (https://developer.work.weixin.qq.com/document/path/97299), and the next one may be lost; so
a corp that was warned is asked how many are left until there are enough again.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.callbacks import AcquisitionChanged
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.failures import Failure
from huoshui.connectors.contract import Account, AccountId, Letter

ENOUGH: Final = 20
"""With fewer WeCom says that they are low."""
_LEFT: Final[dict[str, int | None]] = {"balance_low": None, "balance_exhausted": 0}
_MORE: Final = "balance_increased"


@dataclass(frozen=True, slots=True)
class Scarce:
    """An account whose corp has few adds ``left``, or none; how many is not known before it was asked."""

    account: str
    corp: str
    left: int | None
    warned_at: datetime


async def hear(session: AsyncSession, account: Account, letter: Letter) -> None:
    """This will keep that a corp was warned, or forget it once there are more."""
    fact = letter.fact
    if not isinstance(fact, AcquisitionChanged):
        return
    line = {"corp": account.corp_id, "account": account.id, "said_at": letter.said_at}
    if fact.change in _LEFT:
        await session.execute(_WARNED, {**line, "left": _LEFT[fact.change]})
    elif fact.change == _MORE:
        await session.execute(_ENOUGH, {"corp": account.corp_id})


async def scarce(session: AsyncSession) -> Sequence[Scarce]:
    """This will list the corps that were warned and are not paused."""
    rows = await session.execute(_SCARCE)
    return [Scarce(row.name, row.corp, row.left, row.warned_at) for row in rows]


async def ask(postgres: Postgres, wecom: Callable[[AccountId], Awaitable[WeCom]]) -> None:
    """This will ask WeCom of each corp that was warned how much is left now; what it does not tell stays as it was."""
    async with postgres.session() as session:
        rows = (await session.execute(_SCARCE)).all()
    for row in rows:
        try:
            said = await (await wecom(AccountId(row.account))).acquisition.quota()
        except (Failure, Refusal) as failure:
            logger().warning("links.allowance.unknown", account=row.account, why=str(failure))
            continue
        async with postgres.transaction() as session:
            enough = said.balance >= ENOUGH
            await session.execute(_ENOUGH if enough else _LEFT_NOW, {"corp": row.corp, "left": said.balance})


_WARNED = text("""
    INSERT INTO acquisition_allowances AS known (corp, account, "left", warned_at)
    VALUES (:corp, :account, :left, :said_at)
    ON CONFLICT (corp) DO UPDATE SET account = excluded.account, "left" = excluded."left",
        warned_at = excluded.warned_at WHERE excluded.warned_at >= known.warned_at
""")
_ENOUGH = text("DELETE FROM acquisition_allowances WHERE corp = :corp")
_LEFT_NOW = text('UPDATE acquisition_allowances SET "left" = :left WHERE corp = :corp')
_SCARCE = text("""
    SELECT name, corp, account, "left", warned_at
    FROM acquisition_allowances JOIN connector_accounts ON connector_accounts.id = account
    WHERE NOT paused ORDER BY corp
""")
