"""HTTP shapes of contract values."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from huoshui.bedrock import ids, shapes
from huoshui.bedrock.shapes import Shape


@dataclass(frozen=True, slots=True)
class Link:
    name: str
    value: int
    secret: str
    made_at: datetime


class LinkOut(Shape):
    name: str
    value: str
    made_at: datetime


class TestShape:
    LINK = Link("ride", 7, "hidden", datetime(2026, 11, 23, tzinfo=UTC))

    def test_has_what_is_called_the_same_and_what_is_given_and_nothing_else(self) -> None:
        shown = LinkOut.like(self.LINK, value="seven")
        assert shown.model_dump() == {"name": "ride", "value": "seven", "made_at": self.LINK.made_at}

    def test_is_not_made_of_a_value_that_lacks_a_field(self) -> None:
        with pytest.raises(AttributeError):
            LinkOut.like(object(), value="seven")


def test_a_person_is_nobody_where_there_is_no_identity() -> None:
    assert [shapes.person(one) for one in (None, 0, 5)] == [None, None, ids.render(5)]
