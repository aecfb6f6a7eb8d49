"""HTTP shapes of pulls."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from huoshui.bedrock.shapes import Shape
from huoshui.connectors.pulls.contract import SAID, Problem, Pull

Advertiser = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,20}$", strip_whitespace=True)]


class AuthorizationIn(BaseModel):
    """What the platform gave the browser after somebody authorized the app."""

    auth_code: Annotated[str, StringConstraints(pattern=r"^[!-~]{8,200}$", strip_whitespace=True)]
    advertisers: list[Advertiser] = Field([], max_length=100, description="whose leads are read; empty: all it reaches")


class PullOut(Shape):
    """How an account's pulls do; `said` and `advice` are for people, `problem` and `fact` for other words."""

    advertisers: list[str]
    granted_at: datetime
    granted_by: str
    ends_at: datetime | None = Field(description="when the authorization ends unless it is renewed, as each day does")
    until: datetime | None = Field(description="what was left before was read")
    pulled_at: datetime | None = Field(description="when a pull came to its end last")
    seen: int = Field(description="leads in the last pull")
    kept: int = Field(description="of those, the ones that we did not have")
    total: int = Field(description="leads that came by pulls and by no push before")
    failed_at: datetime | None
    problem: Problem | None = Field(description="why the last pull ended early")
    fact: str
    said: str
    advice: str
    next_at: datetime

    @classmethod
    def of(cls, one: Pull) -> "PullOut":
        """This will show it."""
        said, advice = SAID[one.problem] if one.problem else ("", "")
        return cls.like(one, advertisers=list(one.advertisers), said=said, advice=advice)
