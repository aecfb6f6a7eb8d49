"""Working out what screens show before anybody looks: what was looked at lately, and what every screen shows first."""

from typing import Any

from huoshui.access.contract import Scope
from huoshui.access.recipes import Recipe
from huoshui.app.parts import Platform
from huoshui.audiences import figures as segments
from huoshui.audiences.intimacy import figures as intimacy
from huoshui.audiences.layers import figures as layers
from huoshui.bedrock import clock
from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.shelf import Due
from huoshui.events import queries as events
from huoshui.insight.desk import usual
from huoshui.insight.desk import warming as desk
from huoshui.people.vocabulary import figures as vocabulary

FIGURES: dict[str, Recipe[Any]] = {
    recipe.name: recipe for recipe in (*layers.RECIPES, *intimacy.RECIPES, *vocabulary.RECIPES, segments.COUNT)
}
MANY = 500_000
"""Of fewer events everything is counted while one looks; and of a brand that is only being loaded nothing is kept."""
RECIPES = (*FIGURES, *desk.RECIPES)
FIRST = (*usual.QUESTIONS[:5], *layers.FIRST, *usual.QUESTIONS[5:], *vocabulary.NEXT, *layers.NEXT, *intimacy.NEXT)
"""What every screen shows first, in the order in which operators meet it: the overview, layers, then the others."""


async def begin(platform: Platform) -> None:
    """This will have worked out what every screen shows first, once there is much to count, where it is not known."""
    async with platform.postgres.transaction() as session:
        stored = (await events.counts(session, platform.clickhouse)).events
    if stored >= MANY:
        await platform.shelf.want(FIRST, now=clock.now())


async def warm(platform: Platform) -> bool:
    """This will work out one figure that is due, if nobody waits for any, and tell whether there was one."""
    if not (platform.answers.idle and platform.figures.idle):
        return False
    due = await platform.shelf.claim(RECIPES, now=clock.now())
    if due is None:
        return False
    try:
        await _work_out(platform, due)
    except Refusal:
        await platform.shelf.drop(due)  # whoever asks again is told
    else:
        await platform.shelf.done(due, now=clock.now())
    return True


async def _work_out(platform: Platform, due: Due) -> None:
    recipe = FIGURES.get(due.order.recipe)
    if recipe is None:
        await desk.warm(
            due, postgres=platform.postgres, clickhouse=platform.clickhouse, answers=platform.answers,
            shelf=platform.shelf, cluster=platform.settings.clickhouse_cluster,
        )  # fmt: skip
        return
    asked, scope = recipe.words.model_validate_json(due.order.asked), Scope(due.order.units)
    async with platform.postgres.transaction(scope=scope) as session:
        rules = await recipe.state(session)
    work = recipe.bound(asked, platform.postgres, platform.clickhouse, scope)
    await platform.figures.of(recipe.order(asked, scope), rules, work, wanted_at=due.wanted_at)
