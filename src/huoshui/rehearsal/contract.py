"""What others may know of the rehearsal: how far a play is, what became of it, and the refusal."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from huoshui.bedrock.errors import Refusal

Progress = Callable[[int, int, str], None]
"""Told how far we are: done, of how many, and what is being done."""


@dataclass(slots=True)
class LoadReport:
    """What became of a market that was played: events told, stored, known already, refused; where the truth lies."""

    people: int
    days: int
    seed: int
    events: int = 0
    stored: int = 0
    duplicates: int = 0
    rejected: int = 0
    requests: int = 0
    waits: int = 0
    seconds: float = 0.0
    truth: str = ""

    def plain(self) -> dict[str, object]:
        """This will give it as plain values."""
        return asdict(self)


class NotTaken(Refusal):
    """The door refused what the rehearsal brought: {code} ({status}), “{why}”."""
