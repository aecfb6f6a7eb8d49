"""HTTP shapes of contract values."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from huoshui.bedrock import ids, shapes
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.shapes import DayIn, MomentIn, Shape


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


class TestTime:
    @pytest.mark.parametrize("said", ["2026-11-23T08:00:00+08:00", "9999-12-31T23:59:59.999999+08:00"])
    def test_that_is_kept_can_be_told_in_beijing(self, said: str) -> None:
        assert TypeAdapter(MomentIn).validate_python(said).astimezone(BEIJING)

    @pytest.mark.parametrize("said", ["2026-11-23T08:00:00", "9999-12-31T16:00:00Z", "0001-01-01T00:00:00+14:00"])
    def test_without_a_zone_or_beyond_the_calendar_is_refused(self, said: str) -> None:
        with pytest.raises(ValidationError):
            TypeAdapter(MomentIn).validate_python(said)

    def test_leaves_room_for_what_is_counted_from_a_day(self) -> None:
        days = TypeAdapter(DayIn)
        assert days.validate_python("1970-01-01") - timedelta(days=1100) < days.validate_python("2199-12-31")
        for said in ("0001-01-01", "9999-12-31"):
            with pytest.raises(ValidationError):
                days.validate_python(said)


def test_a_person_is_nobody_where_there_is_no_identity() -> None:
    assert [shapes.person(one) for one in (None, 0, 5)] == [None, None, ids.render(5)]
