"""The server's note in the data directory (``run/server.json``), by which a command finds the server beside it."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Running:
    """A server that works on this data directory; ``started_at`` is ISO 8601 in UTC."""

    host: str
    port: int
    pid: int
    started_at: str

    @property
    def url(self) -> str:
        """Where it answers on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 not bound, replaced
        return f"http://{host}:{self.port}"


def note(data_dir: Path) -> Path:
    """This will tell where the note lies."""
    return data_dir / "run" / "server.json"


def leave(data_dir: Path, running: Running) -> None:
    """This will leave the note, whole or not at all."""
    place = note(data_dir)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(f".{running.pid}")
    draft.write_text(json.dumps(asdict(running)))
    draft.replace(place)


def find(data_dir: Path) -> Running | None:
    """This will read the note of a server whose process still lives."""
    try:
        running = Running(**json.loads(note(data_dir).read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return running if _lives(running.pid) else None


def withdraw(data_dir: Path, *, pid: int) -> None:
    """This will take the note away if it is still that process's own."""
    found = find(data_dir)
    if found and found.pid == pid:
        note(data_dir).unlink(missing_ok=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
