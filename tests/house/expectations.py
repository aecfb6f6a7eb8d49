"""Who may pass which door: one line for every route. A new route stands here first, on purpose."""

from dataclasses import dataclass
from enum import StrEnum

from huoshui.access.contract import Permission

P = Permission


class Open(StrEnum):
    """Doors without a permission."""

    TO_ALL = "to all"
    """Nothing about any customer lies behind it."""
    TO_KNOWN = "to everybody we know"
    """It answers about the viewer, or within the viewer's scope."""
    TO_SOURCES = "to sources"
    """It takes events for a write key and gives nothing away."""


@dataclass(frozen=True)
class Whole:
    """Needs the permission, and is for those who see every unit."""

    permission: Permission


DOORS: dict[str, P | Open | Whole] = {
    # app
    "GET /healthz": Open.TO_ALL,
    "GET /readyz": Open.TO_ALL,
    "GET /metrics": Open.TO_ALL,
    "GET /openapi.json": Open.TO_ALL,
    "GET /docs": Open.TO_ALL,
    "GET /docs/oauth2-redirect": Open.TO_ALL,
    "GET /api/system/doctor": P.SYSTEM_READ,
    # access
    "POST /api/login": Open.TO_ALL,
    "POST /api/logout": Open.TO_KNOWN,
    "GET /api/me": Open.TO_KNOWN,
    "POST /api/me/password": Open.TO_KNOWN,
    "GET /api/staff": P.STAFF_MANAGE,
    "POST /api/staff": P.STAFF_MANAGE,
    "PATCH /api/staff/{id}": P.STAFF_MANAGE,
    "GET /api/tokens": P.TOKENS_MANAGE,
    "POST /api/tokens": P.TOKENS_MANAGE,
    "DELETE /api/tokens/{id}": P.TOKENS_MANAGE,
    "GET /api/units": Open.TO_KNOWN,
    "POST /api/units": P.STAFF_MANAGE,
    "PATCH /api/units/{code}": P.STAFF_MANAGE,
    "GET /api/audit": P.AUDIT_READ,
    # events
    "GET /api/sources": P.EVENTS_READ,
    "POST /api/sources": P.SOURCES_MANAGE,
    "POST /api/sources/{name}/rotate": P.SOURCES_MANAGE,
    "PATCH /api/sources/{name}": P.SOURCES_MANAGE,
    "GET /api/events/count": P.EVENTS_READ,
    "GET /api/events/tail": P.EVENTS_READ,
    "GET /api/events/quarantine": P.EVENTS_READ,
    "POST /api/events/quarantine/release": P.EVENTS_MANAGE,
    "POST /api/events/replay": P.EVENTS_MANAGE,
    "GET /api/events/dictionary": P.EVENTS_READ,
    # files
    "GET /api/imports": P.IMPORTS_RUN,
    "POST /api/imports": P.IMPORTS_RUN,
    "GET /api/imports/{import_id}": P.IMPORTS_RUN,
    "GET /api/imports/{import_id}/problems.csv": P.IMPORTS_RUN,
    "POST /api/imports/{import_id}/commit": P.IMPORTS_RUN,
    "POST /api/imports/{import_id}/undo": P.IMPORTS_RUN,
    "GET /api/import-mappings": P.IMPORTS_RUN,
    "PUT /api/import-mappings": P.IMPORTS_RUN,
    # identity: who is one person reaches across units
    "GET /api/people/{ref}/explain": Whole(P.PEOPLE_READ),
    "GET /api/people/{ref}/graph": Whole(P.PEOPLE_READ),
    "POST /api/people/merge": Whole(P.PEOPLE_CHANGE),
    "POST /api/people/{ref}/split": Whole(P.PEOPLE_CHANGE),
    "POST /api/identity/never-link": Whole(P.PEOPLE_CHANGE),
    "GET /api/identity/reviews": Whole(P.PEOPLE_READ),
    "POST /api/identity/reviews/{id}/decide": Whole(P.PEOPLE_CHANGE),
    "POST /api/identity/rehearse": Whole(P.SYSTEM_MANAGE),
    "POST /api/identity/recycled": Whole(P.PEOPLE_CHANGE),
    "GET /api/identity/namespaces": P.PEOPLE_READ,
    # people
    "GET /api/people/count": P.PEOPLE_READ,
    "GET /api/people": P.PEOPLE_READ,
    "POST /api/people/summaries": P.PEOPLE_READ,
    "GET /api/people/{ref}": P.PEOPLE_READ,
    "GET /api/people/{ref}/timeline": P.PEOPLE_READ,
    "POST /api/people/{ref}/reveal": P.PEOPLE_REVEAL,
    "GET /api/people/{ref}/export": P.PEOPLE_EXPORT,
    "POST /api/people/{ref}/tags": P.PEOPLE_CHANGE,
    "POST /api/people/{ref}/consents": P.PEOPLE_CHANGE,
    "POST /api/people/{ref}/erase": P.PEOPLE_ERASE,
    "GET /api/erasures/{receipt}": P.PEOPLE_ERASE,
    "GET /api/traits": P.PEOPLE_READ,
    "GET /api/tags": P.PEOPLE_READ,
    "GET /api/trait-policies": P.PEOPLE_READ,
    "PUT /api/trait-policies/{name}": P.SYSTEM_MANAGE,
    # commerce
    "GET /api/orders": P.ORDERS_READ,
    "GET /api/orders/{key}": P.ORDERS_READ,
    # audiences: counts and lists hold only whom the viewer's scope shows
    "GET /api/segments": P.PEOPLE_READ,
    "GET /api/segments/schema": P.PEOPLE_READ,
    "POST /api/segments": P.PEOPLE_CHANGE,
    "POST /api/segments/count": P.PEOPLE_READ,
    "POST /api/segments/estimate": P.PEOPLE_READ,
    "POST /api/segments/people": P.PEOPLE_READ,
    "POST /api/segments/explain": P.PEOPLE_READ,
    "POST /api/segments/overlap": P.PEOPLE_READ,
    "POST /api/segments/sql": P.PEOPLE_READ,
    "GET /api/segments/{name}": P.PEOPLE_READ,
    "GET /api/segments/{name}/history": P.PEOPLE_READ,
    "PUT /api/segments/{name}": P.PEOPLE_CHANGE,
    "DELETE /api/segments/{name}": P.PEOPLE_CHANGE,
    # intimacy: a person's in scope, or counts of those in scope; models and runs name nobody
    "GET /api/intimacy/people/{ref}": P.PEOPLE_READ,
    "GET /api/intimacy/staff/{staff}": P.PEOPLE_READ,
    "GET /api/intimacy/distribution": P.REPORTS_READ,
    "GET /api/intimacy/trust": P.REPORTS_READ,
    "GET /api/intimacy/model": P.REPORTS_READ,
    "PUT /api/intimacy/model": P.SYSTEM_MANAGE,
    "GET /api/intimacy/fits": P.REPORTS_READ,
    "GET /api/intimacy/fits/{version}": P.REPORTS_READ,
    "GET /api/intimacy/runs": P.REPORTS_READ,
    "POST /api/intimacy/runs": P.PEOPLE_CHANGE,
    "GET /api/intimacy/runs/{run}": P.REPORTS_READ,
    # layers
    "GET /api/layers": P.PEOPLE_READ,
    "POST /api/layers/table": P.REPORTS_READ,
    "POST /api/layers/rfm": P.REPORTS_READ,
    "POST /api/layers/{layering}/preview": P.SYSTEM_MANAGE,
    "GET /api/layers/{layering}": P.PEOPLE_READ,
    "GET /api/layers/{layering}/history": P.PEOPLE_READ,
    "PUT /api/layers/{layering}": P.SYSTEM_MANAGE,
    "POST /api/layers/{layering}/reset": P.SYSTEM_MANAGE,
    "GET /api/layers/{layering}/stock": P.REPORTS_READ,
    "GET /api/layers/{layering}/flow": P.REPORTS_READ,
    "GET /api/layers/{layering}/trend": P.REPORTS_READ,
    "GET /api/layers/{layering}/people/{ref}": P.PEOPLE_READ,
    # membership
    "GET /api/watches": P.PEOPLE_READ,
    "GET /api/watches/sizes": P.PEOPLE_READ,
    "POST /api/segments/{name}/watch": P.PEOPLE_CHANGE,
    "GET /api/segments/{name}/watch": P.PEOPLE_READ,
    "DELETE /api/segments/{name}/watch": P.PEOPLE_CHANGE,
    "GET /api/segments/{name}/members": P.PEOPLE_READ,
    "GET /api/segments/{name}/members.{kind}": P.PEOPLE_EXPORT,
    "GET /api/segments/{name}/changes": P.PEOPLE_READ,
    "GET /api/segments/{name}/overlap/{other}": P.PEOPLE_READ,
    "POST /api/segments/{name}/snapshots": P.PEOPLE_CHANGE,
    "GET /api/segments/{name}/snapshots": P.PEOPLE_READ,
    "GET /api/segments/{name}/snapshots/{number}": P.PEOPLE_READ,
    "GET /api/people/{ref}/memberships": P.PEOPLE_READ,
    # insight
    "GET /api/reports/channels": P.REPORTS_READ,
    "GET /api/insight/kinds": P.REPORTS_READ,
    "GET /api/insight/schema": P.REPORTS_READ,
    "POST /api/insight/questions": P.REPORTS_READ,
    "DELETE /api/insight/questions/{id}": P.REPORTS_READ,
    "POST /api/insight/questions/people": P.PEOPLE_READ,
    "POST /api/insight/questions/segment": P.REPORTS_READ,
    "POST /api/insight/questions/snapshot": P.PEOPLE_CHANGE,
    # touchpoints
    "GET /s/{code}": Open.TO_ALL,
    "POST /s/{code}": Open.TO_ALL,
    "GET /api/links": P.REPORTS_READ,
    "POST /api/links": P.TOUCHPOINTS_MANAGE,
    "GET /api/links/{code}": P.REPORTS_READ,
    "PUT /api/links/{code}": P.TOUCHPOINTS_MANAGE,
    "PUT /api/links/{code}/password": P.TOUCHPOINTS_MANAGE,
    "GET /api/links/{code}/history": P.REPORTS_READ,
    "GET /api/links/{code}/clicks": P.REPORTS_READ,
    "GET /api/links/{code}/qr.{kind}": P.REPORTS_READ,
    # insight: what truly happened
    "POST /api/insight/attribution": P.REPORTS_READ,
    "POST /api/insight/value": P.REPORTS_READ,
    "POST /api/insight/value/repurchase": P.REPORTS_READ,
    "POST /api/insight/value/rfm": P.REPORTS_READ,
    "POST /api/insight/value/payback": P.REPORTS_READ,
    "POST /api/insight/value/runs": P.SYSTEM_MANAGE,
    "GET /api/insight/value/runs": P.REPORTS_READ,
    "GET /api/insight/value/runs/{number}": P.REPORTS_READ,
    "GET /api/insight/value/bands": P.REPORTS_READ,
    "GET /api/insight/value/people/{ref}": P.PEOPLE_READ,
    "GET /api/insight/costs": P.REPORTS_READ,
    "POST /api/insight/costs": P.IMPORTS_RUN,
    "POST /api/insight/costs/file": P.IMPORTS_RUN,
    "POST /api/insight/channel-quality": P.REPORTS_READ,
    "POST /api/insight/channel-quality/people": P.PEOPLE_READ,
    "POST /api/insight/flow-map": P.REPORTS_READ,
    "GET /api/insight/metrics": P.REPORTS_READ,
    "POST /api/insight/metrics": P.SYSTEM_MANAGE,
    "POST /api/insight/metrics/value": P.REPORTS_READ,
    "GET /api/insight/metrics/{name}": P.REPORTS_READ,
    "GET /api/insight/metrics/{name}/history": P.REPORTS_READ,
    "PUT /api/insight/metrics/{name}": P.SYSTEM_MANAGE,
    "DELETE /api/insight/metrics/{name}": P.SYSTEM_MANAGE,
    "GET /api/insight/experiments": P.REPORTS_READ,
    "POST /api/insight/experiments": P.SYSTEM_MANAGE,
    "POST /api/insight/experiments/size": P.REPORTS_READ,
    "GET /api/insight/experiments/{ref}": P.REPORTS_READ,
    "PUT /api/insight/experiments/{ref}": P.SYSTEM_MANAGE,
    "POST /api/insight/experiments/{ref}/start": P.SYSTEM_MANAGE,
    "POST /api/insight/experiments/{ref}/stop": P.SYSTEM_MANAGE,
    "GET /api/insight/experiments/{ref}/arm": P.PEOPLE_READ,
    "POST /api/insight/experiments/{ref}/results": P.REPORTS_READ,
    "GET /api/insight/saved": P.REPORTS_READ,
    "POST /api/insight/saved": P.PEOPLE_CHANGE,
    "GET /api/insight/saved/{number}": P.REPORTS_READ,
    "GET /api/insight/saved/{number}/history": P.REPORTS_READ,
    "PUT /api/insight/saved/{number}": P.PEOPLE_CHANGE,
    "DELETE /api/insight/saved/{number}": P.PEOPLE_CHANGE,
    "GET /api/insight/boards": P.REPORTS_READ,
    "POST /api/insight/boards": P.PEOPLE_CHANGE,
    "GET /api/insight/boards/{number}": P.REPORTS_READ,
    "GET /api/insight/boards/{number}/history": P.REPORTS_READ,
    "PUT /api/insight/boards/{number}": P.PEOPLE_CHANGE,
    "DELETE /api/insight/boards/{number}": P.PEOPLE_CHANGE,
    "POST /api/insight/boards/{number}/cards": P.PEOPLE_CHANGE,
    # collect: the same door under the names that SDKs know
    **{
        f"POST /v1/{name}{end}": Open.TO_SOURCES
        for name in ("identify", "track", "page", "screen", "group", "alias", "batch", "import")
        for end in ("", "/")
    },
    **{f"POST /v1/{name}{end}": Open.TO_SOURCES for name in "itpsgab" for end in ("", "/")},
    "POST /v1/m": Open.TO_ALL,
    "GET /v1/projects/{write_key}/settings": Open.TO_SOURCES,
    "GET /v1/pixel/{last}": Open.TO_SOURCES,
    "GET /pixel/v1/{last}": Open.TO_SOURCES,
    "POST /beacon/v1/batch": Open.TO_SOURCES,
    "GET /sourceConfig": Open.TO_SOURCES,
    "GET /sourceConfig/": Open.TO_SOURCES,
}
"""Method and path to what it needs."""
