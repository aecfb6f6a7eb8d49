"""Changing what comes of questions: the people behind a figure are kept."""

from pydantic import BaseModel

from huoshui.access.contract import Viewer
from huoshui.audiences.membership import operations as membership
from huoshui.audiences.membership.contract import Snapshot
from huoshui.insight.desk import queries
from huoshui.insight.desk.answers import Answers
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell


async def freeze(
    asked: BaseModel, cell: Cell, asking: Asking, answers: Answers, *, label: str, viewer: Viewer
) -> Snapshot:
    """
    This will keep who is behind a figure now for good, as far as the viewer may see them.

    :raises NoSuchCell: if there is no such cell, or its figures count no people
    """
    people = await queries.everybody(asked, cell, asking, answers)
    return await membership.freeze(
        asking.session, asking.clickhouse, people=people, note=label, viewer=viewer, now=asking.now
    )
