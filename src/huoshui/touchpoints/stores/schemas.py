"""HTTP shapes of stores and store codes."""

from datetime import datetime
from typing import Annotated

from pydantic import Base64Bytes, BaseModel, Field

from huoshui.bedrock.shapes import Shape
from huoshui.touchpoints.codes.contract import SLUG
from huoshui.touchpoints.stores.contract import (
    STORE,
    Datum,
    Details,
    FinderCount,
    Imported,
    ListedStoreCode,
    Point,
    Store,
    StoreCode,
    StoreCodePlan,
    StoreCount,
)
from huoshui.touchpoints.stores.rules.places import kept

Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Slug = Annotated[str, Field(pattern=rf"^{SLUG}$")]
SlugOrNone = Annotated[str, Field(pattern=rf"^({SLUG})?$", description="a live code's or a group code's place")]
UnitCode = Annotated[str, Field(pattern=rf"^{STORE}$")]


class StoreDetailsOut(Shape):
    """What a store is outside of the org tree; coordinates in GCJ-02."""

    province: str
    city: str
    district: str
    address: str
    hours: str
    phone: str
    latitude: float | None
    longitude: float | None
    code: str
    backup: str
    hidden: bool

    @classmethod
    def of(cls, details: Details) -> "StoreDetailsOut":
        """This will show it."""
        point = details.point
        return cls.like(
            details, latitude=point.latitude if point else None, longitude=point.longitude if point else None
        )


class StoreDetailsIn(BaseModel):
    """What a store is; `datum` is the system of its coordinates, of which both are given or none."""

    province: Words = ""
    city: Words = ""
    district: Words = ""
    address: Words = ""
    hours: Words = ""
    phone: Words = ""
    latitude: float | None = Field(None, ge=-1000, le=1000)
    longitude: float | None = Field(None, ge=-1000, le=1000)
    datum: Datum = Datum.GCJ02
    code: SlugOrNone = ""
    backup: SlugOrNone = ""
    hidden: bool = Field(default=False, description="not shown to anybody who looks for a store")

    def detailed(self) -> Details:
        """
        This will give it as it is kept.

        :raises NotAStorePlace: if there is no such place
        """
        point = None
        if self.latitude is not None or self.longitude is not None:
            missing = float("nan")
            latitude = missing if self.latitude is None else self.latitude
            longitude = missing if self.longitude is None else self.longitude
            point = kept(Point(latitude, longitude), self.datum)
        said = self.model_dump(exclude={"latitude", "longitude", "datum"})
        return Details(**said, point=point)


class StoreChangeIn(BaseModel):
    """What a store becomes."""

    details: StoreDetailsIn
    version: int = Field(ge=0, le=2**31 - 1, description="the one that the author saw; 0 where nobody said anything")


class StoreOut(Shape):
    """A store of the org tree."""

    store: str
    name: str
    details: StoreDetailsOut
    version: int
    changed_at: datetime | None
    changed_by: str

    @classmethod
    def of(cls, store: Store) -> "StoreOut":
        """This will show a store."""
        return cls.like(
            store, store=store.code, details=StoreDetailsOut.of(store.details), changed_by=store.changed_name
        )


class StoreFileIn(BaseModel):
    """A file of stores (CSV, UTF-8 or GB18030), its coordinates' system; `dry` only tells what would become of it."""

    file: Base64Bytes = Field(max_length=3_000_000)
    datum: Datum = Datum.GCJ02
    dry: bool = False


class StoreProblemOut(BaseModel):
    """A line that was not taken."""

    line: int
    store: str
    why: str


class StoreFileOut(BaseModel):
    """What became of a file of stores."""

    made: int
    changed: int
    unchanged: int
    problems: list[StoreProblemOut]

    @classmethod
    def of(cls, became: Imported) -> "StoreFileOut":
        """This will tell it."""
        return cls.model_validate(became, from_attributes=True)

    model_config = {"from_attributes": True}


class StoreCodePlanIO(BaseModel):
    """What a store code is to be: `fallback` is headquarters' code behind all stores, `units` whose stores it knows."""

    name: Words = Field(min_length=1)
    title: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]+$")]
    fallback: Slug
    units: list[UnitCode] = Field(default_factory=list, max_length=100)
    words: Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")] = ""
    reason: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$", description="why a place is asked for")] = ""
    radius_km: int | None = Field(None, ge=1, le=2_000, description="no store that is further is near")
    note: Words = ""
    channel: Words = ""
    campaign: Words = ""
    paused: bool = False

    @classmethod
    def of(cls, plan: StoreCodePlan) -> "StoreCodePlanIO":
        """This will show a plan."""
        return cls.model_validate(plan, from_attributes=True)

    def planned(self) -> StoreCodePlan:
        """This will give it as it is kept."""
        said = self.model_dump()
        return StoreCodePlan(**{**said, "units": tuple(dict.fromkeys(said["units"]))})


class NewStoreCodeIn(BaseModel):
    """A new store code, in a place of one's own or a new one."""

    plan: StoreCodePlanIO
    slug: Slug | None = None


class StoreCodeChangeIn(BaseModel):
    """What a store code becomes."""

    plan: StoreCodePlanIO
    version: int = Field(ge=1, le=2**31 - 1, description="the one that the author saw")


class StoreCodeOut(Shape):
    """A store code; `address` is what is printed."""

    slug: str
    address: str
    plan: StoreCodePlanIO
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str

    @classmethod
    def of(cls, code: StoreCode, *, base: str) -> "StoreCodeOut":
        """This will show a store code, printed below ``base``."""
        return cls.like(
            code,
            address=f"{base}{code.slug}",
            plan=StoreCodePlanIO.of(code.plan),
            created_by=code.created_name,
            changed_by=code.changed_name,
        )


class ListedStoreCodeOut(StoreCodeOut):
    """A store code in a list, with its stores, and what thirty days brought."""

    stores: int
    views: int
    choices: int

    @classmethod
    def of_listed(cls, listed: ListedStoreCode, *, base: str) -> "ListedStoreCodeOut":
        """This will show it."""
        code = StoreCodeOut.of(listed.code, base=base)
        return cls(**code.model_dump(), stores=listed.stores, views=listed.views, choices=listed.choices)


class StoreCodesOut(BaseModel):
    """A page of store codes, the newest first; `next` is the `before` of the page that follows."""

    codes: list[ListedStoreCodeOut]
    next: int | None


class StoreCountOut(BaseModel):
    """What a store code did for a store: who chose it, how they found it, and when somebody had to stand in."""

    store: str
    name: str
    choices: int
    visitors: int
    near: int
    region: int
    search: int
    direct: int
    backup: int
    headquarters: int


class StoreCodeCountsOut(Shape):
    """What a store code brought: openings of its page, and its stores, the most chosen first."""

    views: int
    visitors: int
    robots: int
    stores: list[StoreCountOut]

    @classmethod
    def of(cls, opened: FinderCount, stores: list[StoreCount]) -> "StoreCodeCountsOut":
        """This will show them."""
        return cls.like(
            opened,
            stores=[
                StoreCountOut(
                    store=one.code,
                    name=one.name,
                    choices=one.choices,
                    visitors=one.visitors,
                    near=one.near,
                    region=one.region,
                    search=one.search,
                    direct=one.direct,
                    backup=one.backup,
                    headquarters=one.headquarters,
                )
                for one in stores
            ],
        )
