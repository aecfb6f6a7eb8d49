"""Reading channel quality: per public channel who is there, and who of a channel is probably nobody."""

import asyncio

from huoshui.bedrock import clock
from huoshui.insight.ground import Ground
from huoshui.insight.quality import rules, warehouse
from huoshui.insight.quality.contract import RETENTION_DAYS, Follower, FollowersQuestion, NoSuchChannel, Report
from huoshui.insight.quality.rules import Seen
from huoshui.insight.questions.contract import Cell, Who
from huoshui.insight.questions.errors import NoSuchCell
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


def who(ground: Ground, *, cell: Cell) -> Who:
    """
    This will tell who of a channel's people (``group``; none: of all) is counted in a figure (``what``; of ``retained``
    the day is the ``age``). Active, silent and fake are chances, which nobody is counted by.

    :raises NoSuchCell: if there is no such channel or figure
    """
    places: dict[str | None, int] = {None: 0, **{name: place for place, (name, _) in enumerate(NAMES, start=1)}}
    day = RETENTION_DAYS.index(cell.age) + 1 if cell.age in RETENTION_DAYS else 0
    if cell.group not in places or cell.what not in warehouse.COUNTED or (cell.what == "retained") != bool(day):
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such channel or figure")
    return warehouse.who(ground, place=places[cell.group], what=cell.what, retained=day)


async def _fitted(ground: Ground) -> tuple[Seen, Mixture, Floats, int]:
    table = await warehouse.followers(ground)
    seen = rules.read(table, now=clock.milliseconds(ground.asking.now))
    fitted, chance, fitted_on = await asyncio.to_thread(rules.mixture, seen, channels=len(NAMES))
    return seen, fitted, chance, fitted_on
