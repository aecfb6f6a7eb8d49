"""How imports look over HTTP."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from huoshui.events.imports.contract import Import, ImportState, RowProblem


class ProblemOut(BaseModel):
    """A row with a problem; its cells are in the CSV."""

    file: str
    row: int
    column: str
    code: str
    message: str
    imported: bool


class ImportOut(BaseModel):
    """An upload and what became of it."""

    id: int
    file: str
    state: ImportState
    dry_run: bool
    size: int
    created_at: datetime
    created_by: str
    exported_at: datetime
    finished_at: datetime | None
    total: int
    rows: int
    records: int
    imported: int
    refused: int
    skipped: dict[str, int]
    people: dict[str, int]
    """
    What the records' person keys turned out to be: usable, masked, ciphertext, virtual, blocked, malformed, empty.
    """
    events: dict[str, int]
    results: dict[str, int]
    """Records new, changed, unchanged, older; events stored, duplicate, rejected."""
    reasons: dict[str, int]
    """Rows with problems by code."""
    undone: dict[str, int]
    tables: list[dict[str, Any]]
    problems: list[ProblemOut]
    error: dict[str, Any] | None

    @classmethod
    def of(cls, one: Import) -> "ImportOut":
        """This will show an import."""
        counts = one.counts
        return cls(
            id=one.id, file=one.file, state=one.state, dry_run=one.dry_run, size=one.size, created_at=one.created_at,
            created_by=one.created_by, exported_at=one.exported_at, finished_at=one.finished_at, total=one.total,
            rows=one.rows,
            records=counts.get("records", 0), imported=counts.get("imported", 0), refused=counts.get("refused", 0),
            skipped=counts.get("skipped", {}), people=counts.get("keys", {}), events=counts.get("events", {}),
            results=counts.get("results", {}), reasons=counts.get("codes", {}), undone=counts.get("undone", {}),
            tables=one.tables, problems=[_problem(one, problem) for problem in one.problems], error=one.error,
        )  # fmt: skip


def _problem(one: Import, problem: RowProblem) -> ProblemOut:
    tables = [table for table in one.tables if not table.get("problem")]
    file = tables[problem.part]["file"] if problem.part < len(tables) else one.file
    return ProblemOut(
        file=file,
        row=problem.row,
        column=problem.column,
        code=problem.code,
        message=problem.message,
        imported=problem.kept,
    )


class QueuedOut(BaseModel):
    """An import that a job brings to its end; ask for it by its id."""

    id: int
    state: ImportState


class MappingOut(BaseModel):
    """A mapping; a shipped one has no moment at which it was saved."""

    name: str
    title: str
    record: str
    platform: str
    saved_at: datetime | None
    document: dict[str, Any]
