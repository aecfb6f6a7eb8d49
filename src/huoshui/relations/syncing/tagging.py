"""New corp tags, asked of the platform in the name of one of the corp's apps."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.failures import Declined, Failure, OutcomeUnknown, Unsendable
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import Account
from huoshui.connectors.speaking import Speakers
from huoshui.relations import operations
from huoshui.relations.contract import SOURCE, DeclinedByWeCom, NoConnectorForCorp, WeComSilent
from huoshui.relations.operations import Want, tags, wants


async def account_of(session: AsyncSession, *, corp: str) -> Account:
    """
    This will find an account in whose name a corp can be asked.

    :raises NoConnectorForCorp: if there is none that is not paused
    """
    for one in await connectors.accounts(session, channel=SOURCE):
        if one.corp_id == corp and not one.paused:
            return one
    raise NoConnectorForCorp(corp=corp[:60])


async def add(
    postgres: Postgres, speakers: Speakers, *, corp: str, group: str, names: Sequence[str], viewer: Viewer,
    now: datetime,
) -> None:  # fmt: skip
    """
    This will add tags to a corp, and keep its tags as they are then.

    :raises NoConnectorForCorp: if nobody can be asked
    :raises CorpTagsFull: if the corp may not have so many more
    :raises DeclinedByWeCom: if WeCom will not
    :raises WeComSilent: if nobody knows whether it did; its tags are read again soon
    """
    async with postgres.transaction() as session:
        account = await account_of(session, corp=corp)
        await tags.check_room(session, corp=corp, asked=len(set(names)))
    wecom = await speakers.wecom(account.id)
    try:
        await wecom.tags.add(sorted(set(names)), group_name=group)
        groups = await wecom.tags.groups()
    except (Declined, Unsendable) as declined:
        raise DeclinedByWeCom(why=str(declined)) from None
    except Failure as failure:
        async with postgres.transaction() as session:
            await operations.want(session, account=account.id, corp=corp, wanted=Want(wants.TAGS), now=now)
        raise WeComSilent(retry_after=60 if isinstance(failure, OutcomeUnknown) else 10) from None
    async with postgres.transaction() as session:
        await tags.mirror(session, corp=corp, groups=groups, now=now)
        await access.record(
            session, viewer=viewer, action="relations.tags.added", subject=f"corp:{corp}"[:200],
            facts={"group": group, "names": sorted(set(names))}, now=now,
        )  # fmt: skip
