"""Corp tags made, renamed and deleted: asked of the platform in the name of one of the corp's apps."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.failures import Declined, Failure, OutcomeUnknown, Unsendable
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import Account
from huoshui.connectors.speaking import Speakers
from huoshui.relations import operations
from huoshui.relations.contract import SOURCE, DeclinedByWeCom, NoConnectorForCorp, WeComSilent
from huoshui.relations.operations import Want, tags, wants
from huoshui.relations.syncing.asking import read_tags


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
    fresh = sorted(set(names))
    async with postgres.transaction() as session:
        account = await account_of(session, corp=corp)
        await tags.check_room(session, corp=corp, asked=len(fresh))
    asking = _Asking(postgres, speakers, account, viewer, now)
    await asking.change(
        lambda wecom: wecom.tags.add(fresh, group_name=group), "relations.tags.added", {"group": group, "names": fresh}
    )


async def rename(
    postgres: Postgres, speakers: Speakers, *, corp: str, tag: str, name: str, viewer: Viewer, now: datetime
) -> None:
    """
    This will call a tag differently, here and at the platform.

    :raises NoConnectorForCorp: if nobody can be asked
    :raises NoSuchCorpTag: if the corp has no such tag
    :raises DeclinedByWeCom: if WeCom will not
    :raises WeComSilent: if nobody knows whether it did; its tags are read again soon
    """
    async with postgres.transaction() as session:
        account = await account_of(session, corp=corp)
        before = await tags.name_of(session, corp=corp, tag=tag)
    asking = _Asking(postgres, speakers, account, viewer, now)
    await asking.change(
        lambda wecom: wecom.tags.change(tag, name=name), "relations.tags.renamed", {"before": before, "name": name}
    )


async def remove(postgres: Postgres, speakers: Speakers, *, corp: str, tag: str, viewer: Viewer, now: datetime) -> None:
    """
    This will delete a tag at the platform, which takes it off every relation; the last one takes its group along.

    :raises NoConnectorForCorp: if nobody can be asked
    :raises NoSuchCorpTag: if the corp has no such tag
    :raises DeclinedByWeCom: if WeCom will not
    :raises WeComSilent: if nobody knows whether it did; its tags are read again soon
    """
    async with postgres.transaction() as session:
        account = await account_of(session, corp=corp)
        name = await tags.name_of(session, corp=corp, tag=tag)
    asking = _Asking(postgres, speakers, account, viewer, now)
    await asking.change(lambda wecom: wecom.tags.delete(tag_ids=[tag]), "relations.tags.removed", {"name": name})


@dataclass(frozen=True, slots=True)
class _Asking:
    """A change of a corp's tags: asked of the platform, and kept as the platform has them then."""

    postgres: Postgres
    speakers: Speakers
    account: Account
    viewer: Viewer
    now: datetime

    async def change(self, act: Callable[[WeCom], Awaitable[object]], action: str, facts: Mapping[str, object]) -> None:
        corp = self.account.corp_id
        wecom = await self.speakers.wecom(self.account.id)
        try:
            await act(wecom)
            turn, groups = await read_tags(self.postgres, wecom)
        except (Declined, Unsendable) as declined:
            raise DeclinedByWeCom(why=str(declined)) from None
        except Failure as failure:
            async with self.postgres.transaction() as session:
                wanted = Want(wants.TAGS)
                await operations.want(session, account=self.account.id, corp=corp, wanted=wanted, now=self.now)
            raise WeComSilent(retry_after=60 if isinstance(failure, OutcomeUnknown) else 10) from None
        async with self.postgres.transaction() as session:
            await tags.mirror(session, corp=corp, groups=groups, turn=turn, now=self.now)
            await access.record(
                session, viewer=self.viewer, action=action, subject=f"corp:{corp}"[:200], facts=facts, now=self.now
            )
