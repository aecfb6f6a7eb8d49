"""Reading what we know of people; console reads take the viewer's scope."""

from huoshui.people.queries.erasures import erasure, erasures_open, refusals_among, suppressed
from huoshui.people.queries.facts import facts_of, reached, summaries
from huoshui.people.queries.finding import MOST_AT_ONCE, Page, count, identities_of, listed, person_of
from huoshui.people.queries.history import Timeline, export, timeline
from huoshui.people.queries.profile import (
    Profile,
    Section,
    consent_lines,
    identifiers,
    policies,
    profile,
    refusing,
    sections,
    trait_lines,
)

__all__ = [
    "MOST_AT_ONCE",
    "Page",
    "Profile",
    "Section",
    "Timeline",
    "consent_lines",
    "count",
    "erasure",
    "erasures_open",
    "export",
    "facts_of",
    "identifiers",
    "identities_of",
    "listed",
    "person_of",
    "policies",
    "profile",
    "reached",
    "refusals_among",
    "refusing",
    "sections",
    "summaries",
    "suppressed",
    "timeline",
    "trait_lines",
]
