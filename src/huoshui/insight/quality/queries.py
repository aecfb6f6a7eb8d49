"""Reading channel quality: per public channel who is there, and who of a channel is probably nobody."""

import asyncio

from huoshui.bedrock import clock
from huoshui.insight.ground import Ground
from huoshui.insight.quality import rules, warehouse
from huoshui.insight.quality.contract import Follower, FollowersQuestion, NoSuchChannel, Report
from huoshui.insight.quality.rules import Seen
from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.follower_quality import Mixture

NAMES = tuple((channel.name, channel.chinese) for channel in warehouse.PUBLIC)


async def report(ground: Ground) -> Report:
    """This will tell, per public channel, of whom it brought in the period how many are there, silent, or fake."""
    seen, fitted, chance, fitted_on = await _fitted(ground)
    today = warehouse.today(ground)
    return await asyncio.to_thread(rules.report, seen, fitted, chance, names=NAMES, today=today, fitted_on=fitted_on)


async def followers(ground: Ground, *, asked: FollowersQuestion) -> tuple[Follower, ...]:
    """
    This will list who of a channel's people is most probably of a class, with the reasons.

    :raises NoSuchChannel: if it is no public channel
    """
    places = {name: place for place, (name, _) in enumerate(NAMES)}
    if asked.channel not in places:
        raise NoSuchChannel(channel=asked.channel)
    seen, _, chance, _ = await _fitted(ground)
    return rules.followers(seen, chance, place=places[asked.channel], of=asked.of, limit=asked.limit)


async def _fitted(ground: Ground) -> tuple[Seen, Mixture, Floats, int]:
    table = await warehouse.followers(ground)
    seen = rules.read(table, now=clock.milliseconds(ground.asking.now))
    fitted, chance, fitted_on = await asyncio.to_thread(rules.mixture, seen, channels=len(NAMES))
    return seen, fitted, chance, fitted_on
