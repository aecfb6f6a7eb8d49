"""HTTP shapes of transfers."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from huoshui.bedrock import shapes
from huoshui.bedrock.shapes import Shape
from huoshui.relations.transfers.contract import (
    CUSTOMERS_MOST,
    TAKERS_MOST,
    WEIGHT_MOST,
    Balance,
    Giver,
    Item,
    ItemState,
    LeftOut,
    Order,
    Plan,
    Portion,
    Progress,
    Taker,
    Transfer,
    What,
)

Text = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
_EXAMPLES = 5


class GiverOut(Shape):
    """
    A staff member and what they have: friends, groups, customers who wait at the platform for a new one (`waiting`, as
    it was read at `read_at`), and what is on the way already.
    """

    corp: str
    staff: str
    name: str
    unit: str | None
    left_at: datetime | None
    follows: bool
    friends: int
    groups: int
    waiting: int
    on_the_way: int
    read_at: datetime | None

    @classmethod
    def of(cls, one: Giver) -> "GiverOut":
        """This will show a giver."""
        return cls.like(one)


class TakerIn(BaseModel):
    """Who takes over; one of weight 2 is given twice as much as one of weight 1."""

    staff: Text
    weight: int = Field(default=1, ge=1, le=WEIGHT_MOST)


class TransferPlanIn(BaseModel):
    """
    Who hands on and who takes over. `load` makes even what the takers have afterwards, `share` what they are given.

    `customers` narrows it to these, `again` to what came to nothing in that transfer.
    """

    corp: Text
    giver: Text
    takers: list[TakerIn] = Field(min_length=1, max_length=TAKERS_MOST)
    balance: Balance = Balance.LOAD
    customers: list[Text] | None = Field(default=None, min_length=1, max_length=CUSTOMERS_MOST)
    groups: bool = True
    message: str = Field(default="", max_length=200, pattern=r"^[^\x00]*$", description="told to customers, in service")
    again: int | None = Field(default=None, ge=1, le=2**63 - 1)

    def order(self) -> Order:
        """This will give what was asked."""
        takers = tuple(Taker(one.staff, one.weight) for one in self.takers)
        return Order(self.corp, self.giver, takers, self.balance, self.customers, self.groups, self.message, self.again)


class TransferIn(TransferPlanIn):
    """A plan to be done; the same `key` does it once, and `seen` is how many things the plan showed."""

    key: str = Field(min_length=8, max_length=100, pattern=r"^[\x21-\x7e]+$")
    seen: int | None = Field(default=None, ge=0)


class PortionOut(Shape):
    """What one taker would get; `known` are friends of theirs already and no new load."""

    staff: str
    name: str
    weight: int
    before: int
    known: int
    fresh: int
    groups: int
    after: int

    @classmethod
    def of(cls, one: Portion) -> "PortionOut":
        """This will show a portion."""
        return cls.like(one)


class LeftOutOut(BaseModel):
    """How many are left out for a rule, and a few of them."""

    why: LeftOut
    count: int
    examples: list[str]


class TransferPlanOut(BaseModel):
    """What would be done: for each taker how much, and who is left out. `things` is what `seen` is when it is begun."""

    corp: str
    giver: str
    giver_name: str
    resigned: bool
    things: int
    customers: int
    groups: int
    portions: list[PortionOut]
    left_out: list[LeftOutOut]

    @classmethod
    def of(cls, one: Plan) -> "TransferPlanOut":
        """This will show a plan."""
        customers = sum(each.what is What.CUSTOMER for each in one.given)
        return cls(
            corp=one.order.corp, giver=one.order.giver, giver_name=one.giver_name, resigned=one.resigned,
            things=len(one.given), customers=customers, groups=len(one.given) - customers,
            portions=[PortionOut.of(each) for each in one.portions],
            left_out=[
                LeftOutOut(why=why, count=len(who), examples=list(who[:_EXAMPLES]))
                for why, who in one.left_out.items()
            ],
        )  # fmt: skip


class TransferTakerOut(Shape):
    """How far what one taker is given is, by state."""

    staff: str
    name: str
    weight: int
    counts: dict[ItemState, int]

    @classmethod
    def of(cls, one: Progress) -> "TransferTakerOut":
        """This will show a taker's part."""
        return cls.like(one, counts=dict(one.counts))


class TransferOut(Shape):
    """A transfer and how far it is; `problem` is why the platform cannot be asked now."""

    id: int
    corp: str
    giver: str
    giver_name: str
    resigned: bool
    balance: Balance
    message: str
    again: int | None
    started_at: datetime
    started_name: str
    finished_at: datetime | None
    counts: dict[ItemState, int]
    takers: list[TransferTakerOut]
    problem: str

    @classmethod
    def of(cls, one: Transfer) -> "TransferOut":
        """This will show a transfer."""
        return cls.like(one, counts=dict(one.counts), takers=[TransferTakerOut.of(each) for each in one.takers])


class TransferItemOut(Shape):
    """One customer or group; `reason` is the name of the platform's `code` where it said no."""

    id: int
    what: What
    thing: str
    name: str
    person: str | None
    taker: str
    taker_name: str
    known: bool
    state: ItemState
    code: int
    reason: str
    taken_at: datetime | None
    settled_at: datetime | None

    @classmethod
    def of(cls, one: Item) -> "TransferItemOut":
        """This will show an item."""
        return cls.like(one, person=shapes.person(one.identity))


class TransferItemsOut(BaseModel):
    """A page of items; `next` is the `after` of the page that follows."""

    items: list[TransferItemOut]
    next: int | None


class WaitingReadIn(BaseModel):
    """The corp whose list of waiting customers is to be read."""

    corp: Text


class WaitingReadOut(BaseModel):
    """How many customers wait at the platform because their staff left."""

    waiting: int
