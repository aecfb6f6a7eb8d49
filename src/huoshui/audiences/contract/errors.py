"""The refusals of audiences."""

from huoshui.bedrock.errors import Conflict, Missing, Unfit


class NotASegment(Unfit):
    """The segment cannot be read at {path}: {what}; {allowed}."""


class TooDeep(Unfit):
    """The segment is nested {depth} levels deep, with the segments that it uses; {most} is the most."""


class TooManyConditions(Unfit):
    """The segment has {count} conditions, with those of the segments that it uses; {most} is the most."""


class NoHistory(Unfit):
    """
    Of “{kind}” only what holds today is known, not what held earlier ({path}); as_of can ask orders, events,
    sequences, relations, groups and buckets.
    """


class NoSuchLayer(Unfit):
    """There is no “{given}” in {layering}; there are {known}."""


class SnapshotMissing(Unfit):
    """There is no snapshot {number} ({path})."""


class NoSuchTrait(Unfit):
    """Nobody has the trait “{trait}” ({path}). Traits that people have: {known}."""


class TraitDoesNotFit(Unfit):
    """Nobody's trait “{trait}” can be read as {kind} ({path}); it can be read as {fits}."""


class NoSuchSegment(Missing):
    """There is no segment named “{name}”."""


class SegmentExists(Conflict):
    """There is a segment named “{name}” already."""


class SegmentInUse(Conflict):
    """The segment “{name}” is used by {users}; take it out there first."""


class SegmentCircle(Conflict):
    """The segment would use itself: {circle}."""


class SegmentChanged(Conflict):
    """Somebody changed the segment “{name}” meanwhile: it is at version {version} now."""
