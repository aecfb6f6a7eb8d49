"""Reading followers, what they allowed, and how comparisons stand."""

from huoshui.relations.followers.queries.people import (
    Template,
    follower,
    followers,
    history,
    of_identities,
    person_section,
    send,
    sends,
    template,
)
from huoshui.relations.followers.queries.runs import run, runs
from huoshui.relations.followers.queries.sums import figures, templates

__all__ = [
    "Template",
    "figures",
    "follower",
    "followers",
    "history",
    "of_identities",
    "person_section",
    "run",
    "runs",
    "send",
    "sends",
    "template",
    "templates",
]
