"""HTTP shapes of sources, counts and quarantine."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from huoshui.bedrock.shapes import MomentIn
from huoshui.channels.recognition import CHANNELS

Plan = Literal["allow", "quarantine"]


def _known(channel: str) -> str:
    if channel and channel not in CHANNELS:
        msg = f"“{channel}” is none of our channels: {', '.join(CHANNELS)}"
        raise ValueError(msg)
    return channel


KnownChannel = Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9_]*$"), AfterValidator(_known)]


class SourceIn(BaseModel):
    """A source to add."""

    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$", examples=["官网"])
    channel: KnownChannel = Field(default="", description="public channel of its events when they do not say")
    plan: Plan = Field(default="allow", description="what to do with events that the dictionary does not know")


class SourceChangeIn(BaseModel):
    """What to change of a source."""

    channel: KnownChannel | None = None
    plan: Plan | None = None


class SourceOut(BaseModel):
    """A source with what it brought."""

    id: int
    name: str
    channel: str
    plan: Plan
    created_at: datetime
    stored: int
    duplicates: int
    rejected: int


class NewKeyOut(BaseModel):
    """A source's new write key, shown this once."""

    id: int
    name: str
    write_key: str


class CountsOut(BaseModel):
    """Exact counts."""

    events: int
    quarantined: int
    duplicates: int


class ReasonOut(BaseModel):
    """Why events wait, and how many."""

    code: str
    count: int


class QuarantinedOut(BaseModel):
    """One event that waits."""

    id: int
    source: str
    message_id: str
    name: str
    code: str
    message: str
    received_at: datetime
    arrival: dict[str, Any]


class QuarantineOut(BaseModel):
    """A page of what waits; ``next`` is the ``after`` of the next page."""

    reasons: list[ReasonOut]
    events: list[QuarantinedOut]
    next: int | None


class FixIn(BaseModel):
    """What to lay over each released event."""

    name: str | None = Field(default=None, min_length=1, max_length=200)
    occurred_at: int | None = Field(
        default=None, ge=0, le=4_102_444_800_000, description="milliseconds since 1970-01-01 UTC"
    )
    identifiers: list[tuple[str, str]] | None = Field(default=None, max_length=20)
    properties: dict[str, Any] | None = None
    traits: dict[str, Any] | None = None


class ReleaseIn(BaseModel):
    """Which events to send through again; by ids, or all that wait for one reason."""

    ids: list[int] = Field(default=[], max_length=1000)
    code: str | None = Field(default=None, max_length=100)
    after: int | None = Field(
        default=None, ge=0, le=2**62, description="of a reason's, only those with a larger id: the `next`"
    )
    fix: FixIn = FixIn()
    accept_unplanned: bool = False


class ReleasedOut(BaseModel):
    """What became of the released events."""

    released: int
    duplicates: int
    still_waiting: int
    next: int | None = Field(default=None, description="more wait for this reason: ask again with it as `after`")


class ReplayIn(BaseModel):
    """The period to tell downstream again, ``[since, until)``."""

    since: MomentIn
    until: MomentIn


class ReplayedOut(BaseModel):
    """How many events were told again."""

    events: int


class DictionaryEntryOut(BaseModel):
    """One semantic event."""

    name: str
    chinese: str
    meaning: str
    properties: dict[str, str]
    aipl: str
