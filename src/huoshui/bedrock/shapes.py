"""HTTP shapes of contract values: what is called the same on both sides is written once."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, BaseModel, Field

from huoshui.bedrock import ids

DayIn = Annotated[date, Field(ge=date(1970, 1, 1), lt=date(2200, 1, 1))]
"""A day that days are counted from: whatever is, stays in the calendar."""
MomentIn = Annotated[
    AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(9999, 12, 31, 16, tzinfo=UTC))
]
"""A moment to keep, up to the end of the calendar in Beijing: PostgreSQL takes later ones, which nobody can read."""


class Shape(BaseModel):
    """A shape that shows a value by its fields of the same names."""

    @classmethod
    def like(cls, value: object, /, **given: Any) -> Self:  # noqa: ANN401 what its fields take
        """This will show a value: each field as the value has it, but for those that are given."""
        same = {name: getattr(value, name) for name in cls.model_fields if name not in given}
        return cls(**same, **given)


def person(identity: int | None) -> str | None:
    """This will write whose identity it is for the outside; nobody's is nothing."""
    return ids.render(identity) if identity else None
