"""HTTP shapes of posters."""

from datetime import datetime
from typing import Annotated

from pydantic import Base64Bytes, BaseModel, Field

from huoshui.bedrock.shapes import Shape
from huoshui.touchpoints.codes.contract import SLUG
from huoshui.touchpoints.posters.contract import (
    MOST_AT_ONCE,
    MOST_FACE_BYTES,
    MOST_SIDE,
    Align,
    Backdrop,
    CodeKind,
    Copy,
    Format,
    Poster,
    PosterPlan,
    Square,
    Words,
)

Said = Annotated[str, Field(max_length=60, pattern=r"^[^\x00-\x1f]*$")]
Pixel = Annotated[int, Field(ge=0, le=MOST_SIDE)]


class PosterWordsIO(BaseModel):
    """A text in its box, in pixels; `{员工姓名}`, `{门店}`, `{客户称呼}` are filled in for each copy."""

    words: Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]
    x: Pixel
    y: Pixel
    width: Pixel
    height: Pixel
    size: int = Field(ge=12, le=400)
    color: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1c2b33"
    align: Align = Align.CENTER


class PosterSquareIO(BaseModel):
    """Where the code is, with its white edge, in pixels."""

    x: Pixel
    y: Pixel
    side: Pixel


class PosterPlanIO(Shape):
    """What a poster is made of; a picture of the brand's covers `backdrop`."""

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
    width: Pixel
    height: Pixel
    code: PosterSquareIO
    texts: list[PosterWordsIO] = Field(default_factory=list, max_length=20)
    backdrop: Backdrop = Backdrop.TABLE
    note: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    face: PosterSquareIO | None = Field(None, description="where each person's own picture is, cut round")

    @classmethod
    def of(cls, plan: PosterPlan) -> "PosterPlanIO":
        """This will show a plan."""
        return cls.like(
            plan,
            code=PosterSquareIO(x=plan.code.x, y=plan.code.y, side=plan.code.side),
            face=PosterSquareIO.model_validate(plan.face, from_attributes=True) if plan.face else None,
            texts=[
                PosterWordsIO(
                    words=one.words,
                    x=one.x,
                    y=one.y,
                    width=one.width,
                    height=one.height,
                    size=one.size,
                    color=one.color,
                    align=one.align,
                )
                for one in plan.texts
            ],
        )

    def planned(self) -> PosterPlan:
        """This will give it as it is kept."""
        texts = tuple(Words(**one.model_dump()) for one in self.texts)
        code = Square(**self.code.model_dump())
        face = Square(**self.face.model_dump()) if self.face else None
        return PosterPlan(self.name, self.width, self.height, code, texts, self.backdrop, self.note, face)


class NewPosterIn(BaseModel):
    """A new poster."""

    plan: PosterPlanIO


class PosterChangeIn(BaseModel):
    """What a poster becomes."""

    plan: PosterPlanIO
    version: int = Field(ge=1, le=2**31 - 1, description="the one that the author saw")


class PosterPictureIn(BaseModel):
    """A background of the brand's (PNG, JPEG, WebP; 3 MB), or none."""

    picture: Base64Bytes | None = Field(max_length=4_200_000)


class PosterOut(Shape):
    """A poster."""

    id: int
    plan: PosterPlanIO
    has_picture: bool
    pages: int = Field(description="so many landing pages show it, and change with it")
    version: int
    changed_at: datetime
    changed_by: str

    @classmethod
    def of(cls, poster: Poster) -> "PosterOut":
        """This will show a poster."""
        return cls.like(poster, plan=PosterPlanIO.of(poster.plan), changed_by=poster.changed_name)


class PosterCopyIn(BaseModel):
    """One copy: for whom it is, and whose code it shows. None of it is kept."""

    staff: Said = ""
    store: Said = ""
    customer: Said = ""
    kind: CodeKind
    slug: Annotated[str, Field(pattern=rf"^{SLUG}$")]
    face: Base64Bytes | None = Field(None, max_length=4 * MOST_FACE_BYTES // 3 + 4)

    def copied(self, *, address: str) -> Copy:
        """This will give it with the code's address."""
        return Copy(self.staff, self.store, self.customer, address, self.face)


class PosterPreviewIn(BaseModel):
    """A poster as it would be drawn; `poster` is the one whose picture it has."""

    plan: PosterPlanIO
    poster: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    staff: Said = ""
    store: Said = ""
    customer: Said = ""


class PosterRenderIn(BaseModel):
    """Copies to be drawn: one as it is, several in a zip."""

    copies: list[PosterCopyIn] = Field(min_length=1, max_length=MOST_AT_ONCE)
    format: Format = Format.PNG
