"""What others may know of imports: their states, what they came to, and the refusals."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from huoshui.bedrock.errors import Conflict, Missing, TooLarge, Unfit

ImportId = NewType("ImportId", int)

MOST_BYTES = 4 << 30
"""An upload may be so large."""


class ImportState(StrEnum):
    """Where an import stands: 排队, 进行中, 已完成, 试算完成, 失败, 撤销中, 已撤销."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    DRY_RUN = "dry_run"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


WORKING = frozenset({ImportState.QUEUED, ImportState.RUNNING, ImportState.UNDOING})


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One row with a problem; ``kept`` says whether it was imported all the same."""

    part: int
    row: int
    column: str
    code: str
    message: str
    value: str
    kept: bool
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """One upload and what became of it."""

    id: ImportId
    file: str
    state: ImportState
    dry_run: bool
    size: int
    created_at: datetime
    created_by: str
    exported_at: datetime
    finished_at: datetime | None
    total: int
    """Rows that the file has, once it was looked through."""
    rows: int
    """Rows read so far."""
    counts: dict[str, Any] = field(default_factory=dict)
    tables: list[dict[str, Any]] = field(default_factory=list)
    """Each table with the mapping that reads it and the columns that nothing maps."""
    problems: list[RowProblem] = field(default_factory=list)
    """The first of them."""
    error: dict[str, Any] | None = None


class NoSuchImport(Missing):
    """There is no import {id}."""


class ImportRunning(Conflict):
    """Import {id} is still at work ({state})."""


class NothingToUndo(Conflict):
    """Import {id} changed nothing that could be undone: it is {state}."""


class UploadGone(Conflict):
    """The file of import {id} is no longer kept. Upload it again."""


class UploadTooLarge(TooLarge):
    """The file is larger than {most_mb} MB. Split it."""


class EmptyUpload(Unfit):
    """The file “{file}” is empty."""


class ImportBroke(Unfit):
    """The import stopped because of a defect on our side, which was logged ({what})."""
