"""Reading the private pool: staff and their pools, a person's relations, losses, groups, tags, comparisons."""

from huoshui.relations.queries.groups import group, groups, members, tags
from huoshui.relations.queries.people import person_section, relation, relations_of
from huoshui.relations.queries.pools import days, losses, pools
from huoshui.relations.queries.runs import run, runs

__all__ = [
    "days",
    "group",
    "groups",
    "losses",
    "members",
    "person_section",
    "pools",
    "relation",
    "relations_of",
    "run",
    "runs",
    "tags",
]
