"""HTTP shapes of contract values: what is called the same on both sides is written once."""

from typing import Any, Self

from pydantic import BaseModel

from huoshui.bedrock import ids


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
