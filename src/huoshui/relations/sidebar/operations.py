"""Signing the side bar with tickets that are fetched once for everybody."""

from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.failures import Declined, Failure, Unsendable
from huoshui.connectors import queries as connectors
from huoshui.connectors.speaking import Speakers
from huoshui.relations.contract import SOURCE, DeclinedByWeCom, WeComSilent
from huoshui.relations.sidebar import rules
from huoshui.relations.sidebar.contract import NoConnectorOfWeCom, Signature


async def sign(postgres: Postgres, speakers: Speakers, *, url: str, corp: str, nonce: str, timestamp: int) -> Signature:
    """
    This will sign the side bar's address for a corp, or for the only one where none is said.

    :raises NotASideBarAddress: if it is another page's
    :raises NoConnectorOfWeCom: if nobody can be asked for a ticket
    :raises DeclinedByWeCom: if WeCom gives none
    :raises WeComSilent: if it does not answer
    """
    rules.check(url)
    async with postgres.transaction() as session:
        accounts = await connectors.accounts(session, channel=SOURCE)
    account = next((one for one in accounts if not one.paused and corp in ("", one.corp_id)), None)
    if account is None:
        raise NoConnectorOfWeCom
    wecom = await speakers.wecom(account.id)
    try:
        tickets = [await wecom.pages.corp_ticket(), await wecom.pages.app_ticket()]
    except (Declined, Unsendable) as declined:
        raise DeclinedByWeCom(why=str(declined)) from None
    except Failure:
        raise WeComSilent(retry_after=10) from None
    config, agent = (rules.signed(ticket=one, nonce=nonce, timestamp=timestamp, url=url) for one in tickets)
    return Signature(account.corp_id, account.agent_id, timestamp, nonce, config, agent)
