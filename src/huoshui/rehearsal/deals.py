"""Deals: test rides, vehicles, small things, services, with refunds, reviews and friends brought along."""

from datetime import timedelta

import numpy as np

from huoshui.rehearsal import brand, hooks, members, planted, sea
from huoshui.rehearsal.chance import DAY, HOUR, Floats, Ints, Mask, choose, happens, later, moments, season
from huoshui.rehearsal.identifiers import Slot, bits
from huoshui.rehearsal.scene import NEVER, Scene

_POS, _MALL, _DOUDIAN, _WXSHOP = range(len(brand.SELLERS))
_DOUYIN = planted.SEA["douyin"]
_PRICE = np.array([product.price for product in brand.PRODUCTS])
_ACCESSORIES, _BATTERIES, _SERVICES = (brand.products_of(name) for name in ("accessory", "battery", "service"))
_HELMET = next(number for number, product in enumerate(brand.PRODUCTS) if product.sku == "A-HELM")


def flows(scene: Scene) -> None:
    """This will let a day's deals happen that no push caused."""
    here = scene.present()
    here = here[scene.people.real[here]]
    _rides(scene, here)
    _direct_vehicles(scene, here)
    _small_things(scene, here)
    _upkeep(scene, here)
    _friends(scene)


def accessories(scene: Scene, count: int) -> Ints:
    """This will draw accessories as they sell."""
    return _draw(scene, _ACCESSORIES, count)


def _draw(scene: Scene, products: tuple[int, ...], count: int) -> Ints:
    weights = tuple(brand.PRODUCTS[number].weight for number in products)
    return np.array(products)[choose(scene.dice, weights, count)]


# ---- vehicles ----


def _wants(scene: Scene, who: Ints) -> Floats:
    """The wish for a vehicle, of which hazards are multiples; the planted lift of the origin is in it."""
    people, state = scene.people, scene.state
    close = np.where(state.contact[who] > 0, 1.8, 1.0)
    free = (state.bought_on[who] == NEVER) & ~people.owner[who]
    wish: Floats = people.lift[who] * np.exp(0.45 * people.affinity[who]) * (0.10 + state.heat[who]) * close * free
    return wish


def _rides(scene: Scene, here: Ints) -> None:
    """Test rides booked today; the ride itself, and what may be bought after it, are settled at once."""
    dice = scene.dice
    who = here[happens(dice, 0.0034 * _wants(scene, here) * season(scene.day, "store"), here.size)]
    at, shown = scene.when("shop", who), scene.in_mini(who) | scene.phone(who)
    model, store = hooks.vehicles(scene, who.size), scene.people.store[who]
    booking = scene.dice.integers(0, 2**40, who.size)
    scene.state.warm_until[who] = scene.number + 7
    visited = scene.in_mini(who)
    scene.note("Mini Program Opened", who, at - 95_000, visited | scene.first_step(who))
    scene.note("Product Viewed", who, at - 90_000, visited, site=1, product=model)
    scene.note("Test Ride Booked", who, at, shown, booking=booking, product=model, store=store)
    comes = happens(dice, 0.74, who.size)
    who, model, store, booking = who[comes], model[comes], store[comes], booking[comes]
    days = 1 + choose(
        dice, tuple(season(scene.day + timedelta(days=ahead), "store") ** 1.5 for ahead in range(1, 6)), who.size
    )
    arrives = hooks.tomorrow(scene, who, days, "store")
    staff = store * brand.STAFF_PER_STORE + dice.integers(0, brand.STAFF_PER_STORE, who.size)
    scene.note_later("Store Visited", days, who, arrives, scene.phone(who), store=store, staff=staff)
    scene.note_later(
        "Test Ride Completed",
        days,
        who,
        arrives + later(dice, 25 * 60_000, who.size),
        scene.phone(who),
        booking=booking,
        product=model,
        store=store,
        staff=staff,
    )
    buys = happens(dice, 0.46, who.size)
    wait = np.where(dice.random(who.size) < 0.6, 0, dice.integers(1, 6, who.size))
    _settle_vehicle(scene, who[buys], model[buys], (days + wait)[buys], arrives[buys] + wait[buys] * DAY + HOUR)


def _settle_vehicle(scene: Scene, who: Ints, model: Ints, days: Ints, at: Ints) -> None:
    scene.state.bought_on[who] = scene.number + days
    seller = np.full(who.size, _POS)
    extra = np.where(scene.dice.random(who.size) < 0.45, _HELMET, NEVER)
    _sell(scene, who, at, seller, model, extra, days)


def _direct_vehicles(scene: Scene, here: Ints) -> None:
    """A vehicle bought without a ride: mostly online, to be fetched at the store."""
    dice = scene.dice
    who = here[happens(dice, 0.00042 * _wants(scene, here), here.size)]
    scene.state.bought_on[who] = scene.number
    seller = np.where(scene.people.uses[who, _DOUYIN] & (dice.random(who.size) < 0.4), _DOUDIAN, _MALL)
    scene.state.warm_until[who] = scene.number
    at = scene.when("shop", who)
    nothing = np.full(who.size, NEVER)
    _look_first(scene, who, at, visits=np.ones(who.size, dtype=bool))
    _sell(scene, who, at, seller, hooks.vehicles(scene, who.size), nothing, np.zeros(who.size, dtype=np.int64))


# ---- what repeats ----


def _small_things(scene: Scene, here: Ints) -> None:
    people, state = scene.people, scene.state
    rides = np.where(state.rider[here], 1.7, 0.8)
    stranger = 0.0011 * people.lift[here] * rides * (0.25 + state.heat[here])
    contact = planted.FATIGUE.base * people.lift[here]
    hazard = np.where(state.contact[here] > 0, contact, stranger) * np.exp(0.3 * people.affinity[here] - 0.045)
    who = here[happens(scene.dice, hazard * season(scene.day, "online"), here.size)]
    small(scene, who, scene.when("shop", who), pushed=False)


def small(scene: Scene, who: Ints, at: Ints, *, pushed: bool) -> None:
    """This will sell each something small, in one piece or two."""
    dice, count = scene.dice, who.size
    state = scene.state
    roll = dice.random(count)
    in_pool = np.where(roll < 0.66, _MALL, np.where(roll < 0.84, _POS, _WXSHOP))
    by_sea = np.where(
        scene.people.origin[who] == _DOUYIN, _DOUDIAN, np.where(roll < 0.5, _MALL, np.where(roll < 0.8, _POS, _DOUDIAN))
    )
    seller = np.full(count, _MALL) if pushed else np.where(state.contact[who] > 0, in_pool, by_sea)
    _look_first(scene, who, at, visits=(seller == _MALL) & (not pushed))
    extra = np.where(dice.random(count) < 0.25, accessories(scene, count), NEVER)
    _sell(scene, who, at, seller, accessories(scene, count), extra, np.zeros(count, dtype=np.int64))
    scene.state.warm_until[who] = scene.number + 2


def _look_first(scene: Scene, who: Ints, at: Ints, *, visits: Mask) -> None:
    """Before they pay some look around in the mini-program, and on the way the retargeter is there once more."""
    before = at - later(scene.dice, 40 * 60_000, who.size, spread=0.5)
    looking, since = who[visits], before[visits]
    scene.note("Mini Program Opened", looking, since, scene.in_mini(looking) | scene.first_step(looking))
    product = accessories(scene, looking.size)
    scene.note("Product Viewed", looking, since + 20_000, scene.in_mini(looking), site=1, product=product)
    sea.follow_up(scene, who, before + (at - before) // 2, click=0.55)


def _upkeep(scene: Scene, here: Ints) -> None:
    """Services and batteries of those who ride one of ours: at the store, by phone or member number."""
    dice, state = scene.dice, scene.state
    riders = here[state.rider[here]]
    since = scene.number - state.bought_on[riders]
    due = (state.bought_on[riders] != NEVER) & ((since == 30) | (since == 90))
    hazard = np.where(due, 0.35, 0.0028) * season(scene.day, "store")
    who = riders[happens(dice, np.minimum(hazard, 1.0), riders.size)]
    at, store = scene.when("store", who), scene.people.store[who]
    now, nothing, till = np.zeros(who.size, dtype=np.int64), np.full(who.size, NEVER), np.full(who.size, _POS)
    scene.note("Service Completed", who, at - 60_000, scene.phone(who), store=store)
    _sell(scene, who, at, till, _draw(scene, _SERVICES, who.size), nothing, now)
    old = riders[scene.people.owner[riders]]
    who = old[happens(dice, 0.0011 * scene.people.lift[old], old.size)]
    nothing, now, till = np.full(who.size, NEVER), np.zeros(who.size, dtype=np.int64), np.full(who.size, _POS)
    _sell(scene, who, scene.when("store", who), till, _draw(scene, _BATTERIES, who.size), nothing, now)


# ---- one order ----


def _sell(scene: Scene, who: Ints, at: Ints, seller: Ints, product: Ints, extra: Ints, days: Ints) -> None:
    dice, count = scene.dice, who.size
    paid = _PRICE[product] + np.where(extra != NEVER, _PRICE[extra], 0)
    off = np.where(dice.random(count) < 0.3, (paid * 0.06).astype(np.int64) // 100 * 100, 0)
    paid = paid - off
    order = scene.people.first * 64 + scene.order_count + np.arange(count)
    scene.order_count += count
    store = np.where(seller == _POS, scene.people.store[who], NEVER)
    facts = {
        "seller": seller,
        "product": product,
        "extra": extra,
        "paid": paid,
        "off": off,
        "order": order,
        "store": store,
        "staff": np.where(seller == _POS, scene.people.store[who] * brand.STAFF_PER_STORE, NEVER),
    }
    shown = _buyer(scene, who, seller)
    scene.note_later("Order Placed", days, who, at - 70_000, shown, **facts)
    fails = (seller != _POS) & (dice.random(count) < 0.06)
    refused = {name: fact[fails] for name, fact in facts.items()}
    scene.note_later("Order Cancelled", days[fails], who[fails], at[fails] + 30 * 60_000, shown[fails], **refused)
    good = ~fails
    kept = {name: fact[good] for name, fact in facts.items()}
    _pay(scene, who[good], at[good], shown[good], days[good], kept)


def _pay(scene: Scene, who: Ints, at: Ints, shown: Ints, days: Ints, facts: dict[str, Ints]) -> None:
    scene.note_later("Order Completed", days, who, at, shown, **facts)
    in_time = at < scene.end
    np.add.at(scene.ledger.orders, who[in_time], 1)
    np.add.at(scene.ledger.paid, who[in_time], facts["paid"][in_time])
    joins = (days == 0) & happens(scene.dice, 0.5, who.size)
    members.join(scene, who[joins], at[joins] + 60_000, in_store=True)
    at_till = (days == 0) & (facts["seller"] == _POS) & (scene.state.contact[who] > 0)
    noted = at_till & happens(scene.dice, 0.6, who.size)
    hooks.remark(scene, who[noted], at[noted] + 300_000)
    _refund(scene, who, at, shown, days, facts)
    _review(scene, who, at, shown, days, facts)


def _refund(scene: Scene, who: Ints, at: Ints, shown: Ints, days: Ints, facts: dict[str, Ints]) -> None:
    dice = scene.dice
    dear = facts["paid"] > 150_000
    back = happens(dice, np.where(facts["seller"] == _POS, 0.008, np.where(dear, 0.04, 0.035)), who.size)
    wait = dice.integers(1, 9, who.size)
    part = np.where((dice.random(who.size) < 0.25) & ~dear, facts["paid"] // 2, facts["paid"])
    when = at + wait * DAY + moments(dice, "staff", who.size) % HOUR
    told = {name: facts[name][back] for name in ("order", "seller", "store")}
    scene.note_later(
        "Order Refunded", (days + wait)[back], who[back], when[back], shown[back], amount=part[back], **told
    )
    in_time = back & (when < scene.end)
    np.add.at(scene.ledger.refunded, who[in_time], part[in_time])


def _review(scene: Scene, who: Ints, at: Ints, shown: Ints, days: Ints, facts: dict[str, Ints]) -> None:
    dice = scene.dice
    writes = happens(dice, 0.05 + 0.14 * scene.people.trust[who], who.size)
    wait = dice.integers(2, 12, who.size)
    stars = np.where(dice.random(who.size) < 0.12, dice.integers(1, 4, who.size), dice.integers(4, 6, who.size))
    told = {name: facts[name][writes] for name in ("order", "seller", "product")}
    scene.note_later(
        "Review Written",
        (days + wait)[writes],
        who[writes],
        (at + wait * DAY)[writes],
        shown[writes],
        stars=stars[writes],
        **told,
    )


def _buyer(scene: Scene, who: Ints, seller: Ints) -> Ints:
    """Under which identifiers each seller knows the buyer; 抖店 masks the phone: its own number remains."""
    card = np.where(scene.state.member[who], scene.phone(who) | bits(Slot.MEMBER), scene.phone(who))
    mall = scene.in_mini(who) | np.where(scene.dice.random(who.size) < 0.7, scene.phone(who), 0)
    doudian = np.where(scene.dice.random(who.size) < 0.8, bits(Slot.DOUDIAN, Slot.DOUYIN), bits(Slot.DOUDIAN))
    shop = np.full(who.size, bits(Slot.OPEN_SHOP, Slot.UNION))
    return np.choose(seller, (card, mall, doudian, shop))


# ---- friends ----


def _friends(scene: Scene) -> None:
    """Close buyers invite; who accepts is somebody who has met the brand already and is no contact yet."""
    dice, state, people = scene.dice, scene.state, scene.people
    close = np.flatnonzero((state.contact > 0) & (scene.ledger.orders > 0) & people.real & (people.trust > 0.6))
    inviter = close[happens(dice, 0.012, close.size)]
    at = scene.when("phone", inviter)
    scene.note("Invitation Sent", inviter, at, scene.in_wecom(inviter), code=inviter)
    here = scene.present()
    open_to_it = here[(state.contact[here] == 0) & ~state.ever_contact[here] & people.real[here]]
    taken = happens(dice, 0.45, inviter.size)
    inviter, at = inviter[taken], at[taken]
    guests = dice.permutation(open_to_it)[: inviter.size]
    inviter, at = inviter[: guests.size], at[: guests.size] + later(dice, 2 * HOUR, guests.size)
    known = scene.in_wecom(inviter)
    scene.note("Invitation Accepted", guests, at, bits(Slot.OPEN_OFFICIAL, Slot.WEB), inviter=inviter)
    hooks.add(scene, guests, at + 60_000, people.origin[guests], of_store=False, inviter=inviter)
    scene.note("Referral Made", inviter, at + 120_000, known, invitee=guests)
