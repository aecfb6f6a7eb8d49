"""Which doors are open, in the order of the river. It decides nothing."""

from starlette.routing import BaseRoute

from huoshui.access import api as access_api
from huoshui.audiences import api as audiences_api
from huoshui.audiences.intimacy import api as intimacy_api
from huoshui.audiences.layers import api as layers_api
from huoshui.audiences.membership import api as membership_api
from huoshui.bedrock.routes import Doors
from huoshui.commerce import api as commerce_api
from huoshui.connectors import api as connectors_api
from huoshui.connectors import door, visitors_door
from huoshui.connectors.pulls import api as pulls_api
from huoshui.events import api as events_api
from huoshui.events import collect
from huoshui.events.imports import api as imports_api
from huoshui.identity import api as identity_api
from huoshui.insight import api as insight_api
from huoshui.insight.attribution import api as attribution_api
from huoshui.insight.boards import api as boards_api
from huoshui.insight.desk import api as desk_api
from huoshui.insight.experiments import api as experiments_api
from huoshui.insight.flows import api as flows_api
from huoshui.insight.metrics import api as metrics_api
from huoshui.insight.quality import api as quality_api
from huoshui.insight.value import api as value_api
from huoshui.leads import api as leads_api
from huoshui.people import api as people_api
from huoshui.people.vocabulary import api as vocabulary_api
from huoshui.relations import api as relations_api
from huoshui.relations.activity import api as activity_api
from huoshui.relations.followers import api as followers_api
from huoshui.relations.groups import api as groups_api
from huoshui.relations.moments import api as moments_api
from huoshui.relations.scripts import api as scripts_api
from huoshui.relations.sends import api as sends_api
from huoshui.relations.sidebar import api as sidebar_api
from huoshui.relations.transfers import api as transfers_api
from huoshui.relations.work import api as work_api
from huoshui.relations.work.sops import api as sops_api
from huoshui.touchpoints import api as touchpoints_api
from huoshui.touchpoints import packs, redirect
from huoshui.touchpoints.codes import api as codes_api
from huoshui.touchpoints.codes.groups import api as group_codes_api
from huoshui.touchpoints.landing import api as landing_api
from huoshui.touchpoints.landing import door as landing
from huoshui.touchpoints.posters import api as posters_api
from huoshui.touchpoints.stores import api as stores_api
from huoshui.touchpoints.stores import door as stores_door

DOORS: list[Doors] = [
    access_api.router,
    events_api.router,
    connectors_api.router,
    pulls_api.router,
    imports_api.router,
    identity_api.router,
    people_api.router,
    vocabulary_api.router,
    commerce_api.router,
    audiences_api.router,
    membership_api.router,
    layers_api.router,
    intimacy_api.router,
    groups_api.router,
    relations_api.router,
    activity_api.router,
    followers_api.router,
    sends_api.router,
    moments_api.router,
    transfers_api.router,
    scripts_api.router,
    sidebar_api.router,
    work_api.router,
    sops_api.router,
    touchpoints_api.router,
    packs.router,
    codes_api.router,
    group_codes_api.router,
    landing_api.router,
    stores_api.router,
    posters_api.router,
    leads_api.router,
    insight_api.router,
    attribution_api.router,
    quality_api.router,
    flows_api.router,
    metrics_api.router,
    experiments_api.router,
    value_api.router,
    boards_api.router,
    desk_api.router,
]


def busy_routes() -> list[BaseRoute]:
    """This will give the routes that the public opens: links, pages, store codes, callbacks, what SDKs post to."""
    callbacks = [*door.routes(), *visitors_door.routes()]  # before collect, which answers whatever else is below /v1
    return [*redirect.routes(), *landing.routes(), *stores_door.routes(), *callbacks, *collect.routes()]
