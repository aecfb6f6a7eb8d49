"""HTTP shapes of landing pages."""

from datetime import datetime
from typing import Annotated

from pydantic import Base64Bytes, BaseModel, Field

from huoshui.bedrock.shapes import Shape
from huoshui.touchpoints.codes.contract import SLUG
from huoshui.touchpoints.landing.contract import LandingPage, ListedPage, PagePlan, PageVersion

Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Slug = Annotated[str, Field(pattern=rf"^{SLUG}$")]


class PagePlanIO(BaseModel):
    """What a page says, and the live code that it shows."""

    name: Words = Field(min_length=1)
    title: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]+$")]
    code: Slug = Field(description="the live code's place")
    words: Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")] = ""
    hint: Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$", description="what to do with the code")] = ""
    consent: Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")] = ""
    note: Words = ""
    channel: Words = ""
    campaign: Words = ""
    paused: bool = False
    poster: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = Field(
        None, description="stands at the head in place of a picture, with the code in its square"
    )

    @classmethod
    def of(cls, plan: PagePlan) -> "PagePlanIO":
        """This will show a plan."""
        return cls.model_validate(plan, from_attributes=True)

    def planned(self) -> PagePlan:
        """This will give it as it is kept."""
        return PagePlan(**self.model_dump())


class NewPageIn(BaseModel):
    """A new page, in a place of one's own or a new one; a live code's place is that code's page."""

    plan: PagePlanIO
    slug: Slug | None = None


class PageChangeIn(BaseModel):
    """What a page becomes."""

    plan: PagePlanIO
    version: int = Field(ge=1, le=2**31 - 1, description="the one that the author saw")


class PagePictureIn(BaseModel):
    """A page's picture (PNG, JPEG, WebP; 3 MB, made smaller for the page), or none."""

    picture: Base64Bytes | None = Field(max_length=4_200_000)


class LandingPageOut(Shape):
    """A landing page; `address` is what is printed or linked."""

    slug: str
    address: str
    plan: PagePlanIO
    has_picture: bool
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str

    @classmethod
    def of(cls, page: LandingPage, *, base: str) -> "LandingPageOut":
        """This will show a page, found below ``base``."""
        return cls.like(
            page,
            address=f"{base}{page.slug}",
            plan=PagePlanIO.of(page.plan),
            created_by=page.created_name,
            changed_by=page.changed_name,
        )


class ListedPageOut(LandingPageOut):
    """A page in a list, with who opened it in thirty days."""

    views: int
    visitors: int
    robots: int

    @classmethod
    def of_listed(cls, listed: ListedPage, *, base: str) -> "ListedPageOut":
        """This will show it."""
        page = LandingPageOut.of(listed.page, base=base)
        return cls(**page.model_dump(), views=listed.views, visitors=listed.visitors, robots=listed.robots)


class PagesOut(BaseModel):
    """A page of landing pages, the newest first; `next` is the `before` of the page that follows."""

    pages: list[ListedPageOut]
    next: int | None


class PageVersionOut(BaseModel):
    """What a page was, and who made it so."""

    version: int
    plan: PagePlanIO
    changed_at: datetime
    changed_by: str

    @classmethod
    def of(cls, one: PageVersion) -> "PageVersionOut":
        """This will show a version."""
        plan = PagePlanIO.of(one.plan)
        return cls(version=one.version, plan=plan, changed_at=one.changed_at, changed_by=one.changed_name)
