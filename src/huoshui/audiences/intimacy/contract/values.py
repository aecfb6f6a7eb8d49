"""Models, explained scores, trust stages and runs, as intimacy answers with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from huoshui.audiences.intimacy.contract.signals import Part, Signal


class Outcome(StrEnum):
    """What people may do in the thirty days after: 首购, 复购, 不删除, 回应."""

    FIRST = "first"
    AGAIN = "again"
    STAY = "stay"
    ANSWER = "answer"


class Trust(StrEnum):
    """陌生人, 熟人, 朋友, 家人."""

    STRANGER = "stranger"
    ACQUAINTANCE = "acquaintance"
    FRIEND = "friend"
    FAMILY = "family"

    @property
    def chinese(self) -> str:
        """What an operator calls it."""
        return {"stranger": "陌生人", "acquaintance": "熟人", "friend": "朋友", "family": "家人"}[self.value]


STAGES = tuple(Trust)


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely an outcome is at z: 1 / (1 + exp(−(intercept + slope · z)))."""

    intercept: float
    slope: float


@dataclass(frozen=True, slots=True)
class Model:
    """
    What turns behavior into a score: weights by signal, and anchors (z, score) between which the score is linear.

    Beyond the outermost anchors it nears 0 and 100 exponentially over ``spread``. ``fitted`` is false where the weights
    are the defaults.
    """

    version: int
    weights: Mapping[str, float]
    anchors: tuple[tuple[float, float], ...]
    spread: float
    chances: Mapping[Outcome, Chance] = field(default_factory=dict)
    fitted: bool = False

    @property
    def label(self) -> str:
        """Where its weights come from."""
        return "fitted weights" if self.fitted else "default weights"


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person did, or we to them, that speaks for or against closeness; ``at`` in milliseconds."""

    at: int
    signal: str | None
    name: str = ""
    staff: str = ""
    formerly: str = ""
    """Of a transfer: whose the contact was before."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one signal contributes: ``value`` is the decayed sum of ``times`` events, ``z`` weight · ln(1 + value)."""

    signal: Signal
    weight: float
    times: int
    latest: int
    value: float
    z: float


@dataclass(frozen=True, slots=True)
class Score:
    """
    A score with everything that it was made of; the parts add up to ``z``, the lines of a part to the part.

    ``at`` is the moment that it speaks for: now, or when the person deleted the last of us, from when on it stands.
    """

    score: float
    z: float
    parts: Mapping[Part, float]
    lines: tuple[Line, ...]
    at: int
    stopped: bool
    chances: Mapping[Outcome, float]


@dataclass(frozen=True, slots=True)
class Relation:
    """How close a person is to one member of our staff, by what happened between the two."""

    staff: str
    active: bool
    score: Score


@dataclass(frozen=True, slots=True)
class Contact:
    """A person whom a member of staff knows: how close the two are, and when either last did something (ms)."""

    person: int
    relation: Relation
    latest: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What would bring a person closer, by how much if it happened now, and what it costs: light, medium or heavy."""

    action: str
    chinese: str
    effort: str
    effort_chinese: str
    change: float
    score: float


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored score: in ten-thousandths, with the trust stage that the daily job decided, and since when."""

    person: int
    points: int
    z: float
    stage: Trust
    since: datetime
    version: int
    run: int
    scored_at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """A change of a person's trust stage; ``before`` is ``None`` for whoever was new."""

    at: datetime
    before: Trust | None
    after: Trust
    points: int


class RunState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class Task(StrEnum):
    """What a run does: score everybody, or fit the weights first."""

    SCORE = "score"
    FIT = "fit"


@dataclass(frozen=True, slots=True)
class Run:
    """A job over everybody: ``step`` says what it does, ``people`` how many it scored, ``version`` its model."""

    run: int
    task: Task
    state: RunState
    step: str
    asked_by: str
    as_of: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    people: int
    moves: int
    version: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A model that was fitted, with its report on people it had not seen; kept also when it was not put in force."""

    version: int
    model: Model
    report: Mapping[str, Any]
    made_at: datetime
    made_by: str
    in_force: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many people stand at each score of ten (0–10, …, 90–100) and in each trust stage, of the set in force."""

    people: int
    bins: tuple[int, ...]
    stages: Mapping[Trust, int]
    mean: float | None
    run: int | None
    version: int | None
    scored_at: datetime | None


@dataclass(frozen=True, slots=True)
class Closeness:
    """
    Everything that a person's page says of intimacy: the live score, the stored one with its trust stage, how that
    changed (newest first), relations with our staff, and what would bring them closer.

    ``answered`` counts their answers against our pushes, ``served`` our answers against their questions.
    """

    person: int
    score: Score | None
    model: Model
    contactable: bool
    answered: tuple[int, int]
    served: tuple[int, int]
    stored: Stored | None
    moves: tuple[Move, ...]
    relations: tuple[Relation, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class TrustFlow:
    """How many people stand in each trust stage now, and how many changes there were in a period."""

    stock: Mapping[Trust, int]
    moves: tuple[tuple[Trust | None, Trust, int], ...]
    since: datetime
    until: datetime
