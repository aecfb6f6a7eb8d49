"""Reading a file in a test the way the pipeline does."""

import io
from dataclasses import dataclass, field
from typing import Any

from huoshui.channels.contract import FileEvent
from huoshui.channels.exports import mapping, parsing, reading
from huoshui.channels.exports.outcome import Totals, Trouble
from tests.world.exports import Export

EXPORTED_AT = 1_775_000_000_000


@dataclass
class Told:
    """What a file came to."""

    plans: list[parsing.Plan] = field(default_factory=list)
    events: list[FileEvent] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)

    @property
    def codes(self) -> list[tuple[int, str]]:
        """Row and code of each problem."""
        return [(one.problem.row, one.problem.code) for one in self.troubles]

    def accounts(self) -> bool:
        """Whether every row ended somewhere."""
        return self.totals.rows == self.totals.imported + self.totals.refused + sum(self.totals.skipped.values())


def tell(
    content: bytes | Export, name: str = "export.csv", given: dict[str, Any] | None = None, size: int = 100
) -> Told:
    """Read a file to its end."""
    raw = content.csv() if isinstance(content, Export) else content
    told = Told()
    for table in reading.tables(lambda: io.BytesIO(raw), name):
        known = mapping.parsed(given) if given else None
        plan = parsing.plan(table, mapping.shipped(), given=known, exported_at=EXPORTED_AT)
        told.plans.append(plan)
        for slice_ in parsing.slices(plan, parsing.survey(plan), size=size):
            told.totals.add(slice_)
            told.events += slice_.events
            told.troubles += slice_.troubles
    return told


def changed(export: Export, **cells: str) -> Export:
    """The export with these cells changed on every row."""
    rows = []
    for row in export.rows:
        line = list(row)
        for column, text in cells.items():
            line[export.header.index(column)] = text
        rows.append(line)
    return Export(export.platform, export.header, rows, export.above, export.below, export.totals)
