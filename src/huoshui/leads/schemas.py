"""HTTP shapes of leads."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from huoshui.bedrock import ids
from huoshui.bedrock.shapes import Shape
from huoshui.leads.contract import Brought, Lead, LeadState, Mark


class LeadMarkOut(Shape):
    """Somebody said what became of a lead."""

    state: LeadState
    note: str
    at: datetime
    by: str

    @classmethod
    def of(cls, one: Mark) -> "LeadMarkOut":
        """This will show a mark."""
        return cls.like(one)


class LeadOut(Shape):
    """A lead as it was received; what says who it is is masked unless it was revealed."""

    id: int
    platform: str
    account: str = Field(description="the connector that brought it; empty where none did")
    lead_id: str = Field(description="the platform's number")
    person: str | None = Field(description="whose it is now")
    unit: str = Field(description="whose it is to work on; empty: headquarters'")
    channel: str
    occurred_at: datetime
    received_at: datetime
    city: str
    facts: dict[str, str] = Field(description="advertisement, form, click")
    state: LeadState
    version: int
    marked_at: datetime | None
    marked_by: str
    phone: str
    email: str
    name: str
    form: dict[str, str]
    marks: list[LeadMarkOut] = Field(description="the newest first; only of one lead")

    @classmethod
    def of(cls, one: Lead) -> "LeadOut":
        """This will show a lead."""
        said = one.particulars
        return cls.like(
            one,
            person=None if one.person is None else ids.render(one.person),
            facts=dict(one.facts),
            phone=said.phone,
            email=said.email,
            name=said.name,
            form=dict(said.form),
            marks=[LeadMarkOut.of(mark) for mark in one.marks],
        )


class LeadsOut(BaseModel):
    """A page of leads, the newest first; `next` is the `after` of the page that follows."""

    leads: list[LeadOut]
    next: str | None


class BroughtOut(BaseModel):
    """How many leads of each state an account brought."""

    platform: str
    account: str
    counts: dict[LeadState, int]

    @classmethod
    def of(cls, one: Brought) -> "BroughtOut":
        """This will show an account's."""
        return cls(platform=one.platform, account=one.account, counts=dict(one.counts))


class LeadMarkIn(BaseModel):
    """What became of a lead."""

    state: LeadState
    note: Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")] = ""
    version: int = Field(ge=1, le=2**31 - 2, description="the one that the author saw")


class LeadReasonIn(BaseModel):
    """Why it is looked at in clear; it goes into the audit log."""

    reason: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")]
