"""Touchpoints: landing pages, leads, live codes, and the moment a stranger becomes a contact, a group member, a fan."""

import numpy as np

from huoshui.rehearsal import brand, members, planted
from huoshui.rehearsal.chance import DAY, HOUR, Ints, Mask, choose, happens, later, moments
from huoshui.rehearsal.identifiers import Slot, bits
from huoshui.rehearsal.scene import NEVER, Scene

_SCAN = np.array([sea.scan for sea in planted.SEAS])
_INSIDE_WECHAT = np.array([sea.name in {"wechat_ads", "wechat_channels"} for sea in planted.SEAS])
_STORE = planted.SEA["stores"]
_VEHICLES = brand.products_of("vehicle")
_VEHICLE_WEIGHTS = tuple(brand.PRODUCTS[number].weight for number in _VEHICLES)


def vehicles(scene: Scene, count: int) -> Ints:
    """This will draw vehicles (product numbers) as they sell."""
    return np.array(_VEHICLES)[choose(scene.dice, _VEHICLE_WEIGHTS, count)]


def land(scene: Scene, who: Ints, at: Ints, sea: Ints, campaign: Ints, click: Ints) -> None:
    """This will open the landing page for them, after an ad click (``click`` ≥ 0) or from a piece of content."""
    dice = scene.dice
    stays = happens(dice, 0.93, who.size)
    who, at, sea, campaign, click = who[stays], at[stays] + 1_500, sea[stays], campaign[stays], click[stays]
    inside = _INSIDE_WECHAT[sea]
    shown = scene.on_web(who, in_wechat=inside)
    # From a piece of content the page may open inside the platform's app, which says who they are there, not here.
    in_app = (click < 0) & happens(dice, 0.6, who.size)
    shown = np.where(in_app, scene.on_platform(who, sea), shown)
    facts = {"sea": sea, "campaign": campaign, "click": click}
    scene.note("Landing Page Viewed", who, at, shown, **facts)
    looks = happens(dice, 0.5, who.size)
    scene.note(
        "Product Viewed",
        who[looks],
        at[looks] + later(dice, 20_000, int(looks.sum())),
        shown[looks],
        site=0,
        product=vehicles(scene, int(looks.sum())),
        **{name: fact[looks] for name, fact in facts.items()},
    )
    wishes = np.where(scene.people.silent[who], 0.6, 1.0)
    leaves_number = happens(dice, 0.045 * wishes, who.size) & ~scene.state.told_phone[who]
    _lead(
        scene,
        who[leaves_number],
        at[leaves_number],
        shown[leaves_number],
        {name: fact[leaves_number] for name, fact in facts.items()},
    )
    scans = happens(dice, _SCAN[sea] * wishes, who.size)
    scan(scene, who[scans], at[scans] + later(dice, 40_000, int(scans.sum())), sea[scans], shown[scans], of_store=False)


def walk_in(scene: Scene, who: Ints, at: Ints) -> None:
    """This will let people walk into their store, where the code on the counter is what makes them known."""
    shown = scene.on_web(who, in_wechat=True) | bits(Slot.OPEN_OFFICIAL)
    scan(scene, who, at, np.full(who.size, _STORE), shown, of_store=True)


def scan(scene: Scene, who: Ints, at: Ints, sea: Ints, shown: Ints, *, of_store: bool) -> None:
    """This will let them scan the channel's live code, or their store's; most of those not yet contacts then add."""
    code = len(planted.SEAS) + scene.people.store[who] if of_store else sea
    scene.note(
        "Live Code Scanned", who, at, shown, sea=sea, code=code, store=scene.people.store[who] if of_store else -1
    )
    adds = happens(scene.dice, 0.68 if of_store else 0.62, who.size)
    # The link's state was made for this very visit, so that the contact leads back to it: most times.
    trail = np.where(happens(scene.dice, 0.8, who.size), shown, 0)
    at = at + later(scene.dice, 45_000, who.size)
    add(scene, who[adds], at[adds], sea[adds], of_store=of_store, trail=trail[adds])


def add(
    scene: Scene,
    who: Ints,
    at: Ints,
    sea: Ints,
    *,
    of_store: bool,
    trail: Ints | None = None,
    inviter: Ints | None = None,
) -> None:
    """
    This will make them contacts of a staff member, if they are not yet, with what follows at once.

    ``trail`` are the identifiers of the visit that the code's state leads back to.
    """
    state, people = scene.state, scene.people
    own = scene.own_corp(who)
    fresh = (state.contact[who] == 0) | ((state.contact[who] == 1) & own & of_store)
    fresh &= _first_of_each(who)
    who, at, sea, own = who[fresh], at[fresh], sea[fresh], own[fresh]
    trail = np.zeros(who.size, dtype=np.int64) if trail is None else trail[fresh]
    if inviter is not None:
        inviter = inviter[fresh]
    new = ~state.ever_contact[who]
    state.contact[who] = np.where(own & of_store, 2, 1)
    state.ever_contact[who] = True
    state.contact_store[who] = people.store[who]
    in_store = people.store[who] * brand.STAFF_PER_STORE + scene.dice.integers(0, brand.STAFF_PER_STORE, who.size)
    online = len(brand.STORES) * brand.STAFF_PER_STORE + scene.dice.integers(0, brand.STAFF_ONLINE, who.size)
    state.staff[who] = np.where(own & (not of_store), online, in_store)
    scene.ledger.contact_at[who[new]] = at[new]
    _into_the_lab(scene, who[new])
    code = len(planted.SEAS) + people.store[who] if of_store else sea
    shown = scene.in_wecom(who)
    way = 3 if inviter is not None else 1
    scene.note(
        "Contact Added", who, at, shown, sea=sea, code=code, staff=state.staff[who], store=people.store[who], way=way
    )
    if inviter is not None:
        scene.ledger.inviter[who] = inviter
    scene.note("Message Sent", who, at + 1_200, shown, staff=state.staff[who], template=0)
    _afterwards(scene, who, at)


def _first_of_each(who: Ints) -> Mask:
    _, firsts = np.unique(who, return_index=True)
    mask = np.zeros(who.size, dtype=bool)
    mask[firsts] = True
    return mask


def _into_the_lab(scene: Scene, who: Ints) -> None:
    lab = scene.dice.random(who.size) < planted.LAB
    scene.state.lab[who[lab]] = True
    scene.state.pace[who[lab]] = scene.dice.uniform(0, 3, int(lab.sum()))


def _afterwards(scene: Scene, who: Ints, at: Ints) -> None:
    """Groups, the official account, a remarked number, a membership: on the way in."""
    dice, state = scene.dice, scene.state
    real = ~scene.people.fake[who]
    who, at = who[real], at[real]
    knows = happens(dice, np.where(scene.people.unbound[who] | (state.contact[who] == 2), 0.5, 0.2), who.size)
    remark(scene, who[knows], at[knows] + later(dice, 3 * HOUR, int(knows.sum())))
    joins = happens(dice, 0.30, who.size) & (state.group[who] == NEVER)
    _join_group(scene, who[joins], at[joins] + later(dice, 20 * 60_000, int(joins.sum())))
    fans = happens(dice, 0.20, who.size) & ~state.fan[who]
    follow_official(scene, who[fans], at[fans] + later(dice, 5 * 60_000, int(fans.sum())))
    enrolls = happens(dice, np.where(scene.people.silent[who], 0.05, 0.22), who.size)
    members.join(scene, who[enrolls], at[enrolls] + later(dice, 30 * 60_000, int(enrolls.sum())), in_store=False)


def remark(scene: Scene, who: Ints, at: Ints) -> None:
    """This will let staff write the contact's phone number into the remark."""
    told = ~scene.state.told_phone[who] & ~scene.people.fake[who]
    who, at = who[told], at[told]
    scene.state.told_phone[who] = True
    scene.note("Contact Remarked", who, at, scene.in_wecom(who) | scene.phone(who), staff=scene.state.staff[who])


def _join_group(scene: Scene, who: Ints, at: Ints) -> None:
    store = scene.people.store[who]
    order = np.argsort(store, kind="stable")
    who, at, store = who[order], at[order], store[order]
    rank = np.arange(who.size) - np.searchsorted(store, store)
    number = (scene.state.joined[store] + rank) // brand.GROUP_SIZE
    scene.state.joined += np.bincount(store, minlength=scene.state.joined.size)
    scene.state.group[who] = store * 10_000 + number
    scene.note(
        "Group Joined",
        who,
        at,
        scene.in_wecom(who),
        group=scene.state.group[who],
        staff=scene.state.staff[who],
        store=store,
    )


def follow_official(scene: Scene, who: Ints, at: Ints) -> None:
    """This will make them followers of the official account."""
    scene.state.fan[who] = True
    scene.note("Official Account Followed", who, at, bits(Slot.OPEN_OFFICIAL, Slot.UNION))


def _lead(scene: Scene, who: Ints, at: Ints, shown: Ints, facts: dict[str, Ints]) -> None:
    dice = scene.dice
    at = at + later(dice, 70_000, who.size)
    store = scene.people.store[who]
    scene.note("Lead Submitted", who, at, shown | scene.phone(who), store=store, **facts)
    members.consent(scene, who, at + 50, shown | scene.phone(who), "phone_call")
    follow = at + later(dice, 2 * HOUR, who.size)
    staff, lead = store * brand.STAFF_PER_STORE, (scene.people.first + who) * 1000 + scene.number
    scene.note("Lead Assigned", who, at + 4_000, scene.phone(who), store=store, staff=staff, lead=lead)
    scene.note("Lead Followed Up", who, follow, scene.phone(who), staff=staff, lead=lead)
    befriended = happens(dice, 0.22, who.size)
    who, at = who[befriended], follow[befriended] + later(dice, HOUR, int(befriended.sum()))
    add(scene, who, at, facts["sea"][befriended], of_store=False)
    added = scene.state.contact[who] > 0
    remark(scene, who[added], at[added] + 120_000)


def tomorrow(scene: Scene, who: Ints, days: Ints, rhythm: str) -> Ints:
    """This will draw moments ``days`` days from today."""
    return scene.midnight + days * DAY + moments(scene.dice, rhythm, who.size)
