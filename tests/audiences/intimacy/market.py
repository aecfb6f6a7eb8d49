"""Generated relations: a few people with several identities, staff who come and go, orders, and messages both ways."""

from random import Random

from huoshui.app.platform import Platform
from huoshui.audiences.intimacy import warehouse
from huoshui.audiences.intimacy.contract.signals import OF_EVENTS
from huoshui.audiences.intimacy.contract.values import Deed as Told
from huoshui.audiences.rules.person import Deed, Sale
from tests.audiences.world import DAY, HOUR, NOW, Market

AGO = [0, 1, HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY, 90 * DAY, 400 * DAY, -1, -DAY]
STAFF = ["ann", "bob", 7, ""]
KINDS = ["marketing", "service", "welcome", None, 3]
CHANGES = ["Contact Added", "Contact Added", "Contact Deleted Staff", "Staff Deleted Contact", "Contact Transferred"]


def market(rng: Random, *, people: int = 6, deeds: int = 60) -> Market:
    """Some people with three identities more than there are people."""
    made = Market(people={number: {} for number in range(1, people + 1)})
    made.person_of = {people + one: rng.randint(1, people) for one in (1, 2, 3)}
    for _ in range(rng.randint(0, deeds)):
        made.deeds.append((rng.randint(1, people + 3), _deed(rng)))
    for _ in range(rng.randint(0, 8)):
        sale = Sale(NOW - rng.choice(AGO), rng.choice([0, 100]), rng.random() < 0.7)
        made.sales.append((rng.randint(1, people + 3), sale, 0))
    return made


def _deed(rng: Random) -> Deed:
    name = rng.choice(["Message Sent"] * 3 + CHANGES + rng.sample(list(OF_EVENTS), 4) + ["Signed Out"])
    said = {"kind": rng.choice(KINDS), "staff_id": rng.choice(STAFF), "from_staff_id": rng.choice(STAFF)}
    return Deed(NOW - rng.choice(AGO), name, "", {key: one for key, one in said.items() if one is not None})


async def lay(platform: Platform, made: Market) -> None:
    """Put everything where the engines find it."""
    await made.fill(platform)
    await made.name(platform)


async def told_of(platform: Platform, made: Market, person: int, *, now: int = NOW) -> list[Told]:
    """What the evaluator in memory is told of a person."""
    identities = [person, *(one for one, whose in made.person_of.items() if whose == person)]
    return await warehouse.deeds(platform.clickhouse, identities, now=now)
