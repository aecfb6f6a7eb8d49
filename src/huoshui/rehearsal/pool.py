"""The private pool: pushes and what they cost, replies, groups, the official account, the mini-program."""

import numpy as np

from huoshui.rehearsal import brand, deals, hooks, members, planted
from huoshui.rehearsal.chance import DAY, HOUR, Floats, Ints, Mask, happens, later, logistic, member_day, season
from huoshui.rehearsal.identifiers import Slot, bits
from huoshui.rehearsal.scene import NEVER, Scene

_PUSH_WEEKDAYS = (1, 4)
_PUSHY_WEEKDAYS = (0, 1, 2, 3, 4, 5)
_ARTICLE_WEEKDAY = 2
_DEALER = np.array([shop.dealer for shop in brand.STORES])
_OLD_AGE = 7


def flows(scene: Scene) -> None:
    """This will let a day pass in the private pool."""
    _pushes(scene)
    _drift_away(scene)
    _talk(scene)
    _groups(scene)
    _fans(scene)
    _mini_program(scene)
    scene.state.fatigue *= np.exp(-1 / planted.FATIGUE.tau)


# ---- pushes ----


def _pushes(scene: Scene) -> None:
    contacts = np.flatnonzero(scene.state.contact > 0)
    planned = contacts[_planned(scene, contacts)]
    who = planned[~happens(scene.dice, planted.SKIPPED, planned.size)]
    at = scene.when("staff", who)
    template = 1 + scene.number % 7 if not member_day(scene.day) else 8
    shown = scene.in_wecom(who)
    scene.note("Message Sent", who, at, shown, staff=scene.state.staff[who], template=template)
    scene.ledger.pushes[who] += 1
    tired = scene.state.fatigue[who].copy()
    scene.state.fatigue[who] += 1.0
    stays = ~_deleting(scene, who, at, tired)
    _respond(scene, who[stays], at[stays], tired[stays], shown[stays])


def _planned(scene: Scene, contacts: Ints) -> Mask:
    state = scene.state
    settled = state.contact[contacts] > 0
    pushy = _DEALER[state.contact_store[contacts]] == planted.PUSHY_DEALER
    weekday = scene.day.weekday()
    today = np.where(pushy, weekday in _PUSHY_WEEKDAYS, weekday in _PUSH_WEEKDAYS)
    lab = happens(scene.dice, np.minimum(1.0, planted.CADENCE * state.pace[contacts]), contacts.size)
    planned = np.where(state.lab[contacts], lab, today | member_day(scene.day))
    added_today = scene.ledger.contact_at[contacts] >= scene.midnight
    return settled & planned & ~added_today


def _deleting(scene: Scene, who: Ints, at: Ints, tired: Floats) -> Mask:
    """The planted cost: who deletes the staff member because of this push."""
    fatigue, people = planted.FATIGUE, scene.people
    odds = fatigue.a + fatigue.b * people.sensitivity[who] * tired + fatigue.c * people.affinity[who]
    gone = happens(scene.dice, logistic(odds), who.size)
    _delete(scene, who[gone], at[gone] + later(scene.dice, 2 * HOUR, int(gone.sum())), by_push=True)
    return gone


def _drift_away(scene: Scene) -> None:
    """Some delete on any day, without a push; bought followers soon."""
    contacts = np.flatnonzero(scene.state.contact > 0)
    hazard = np.where(scene.people.fake[contacts], 0.03, planted.FATIGUE.h0)
    who = contacts[happens(scene.dice, hazard, contacts.size)]
    _delete(scene, who, scene.when("phone", who), by_push=False)


def _delete(scene: Scene, who: Ints, at: Ints, *, by_push: bool) -> None:
    state = scene.state
    scene.note("Contact Deleted Staff", who, at, scene.in_wecom(who), staff=state.staff[who])
    in_group = who[(state.group[who] != NEVER) & (scene.dice.random(who.size) < 0.4)]
    _leave_group(scene, in_group, scene.midnight + DAY - 60_000)
    state.contact[who] = 0
    scene.ledger.deleted_at[who] = at
    scene.ledger.deleted_by_push[who] = by_push


def _respond(scene: Scene, who: Ints, at: Ints, tired: Floats, shown: Ints) -> None:
    """What a push earns: clicks, replies, and the planted extra purchases of small things."""
    dice, people, fatigue = scene.dice, scene.people, planted.FATIGUE
    acts = people.real[who]
    gain = np.maximum(0.0, fatigue.u0 + fatigue.u1 * people.affinity[who]) * np.exp(-fatigue.eta * tired)
    buys = acts & happens(dice, gain, who.size)
    clicks = buys | (acts & happens(dice, (0.05 + 0.14 * people.trust[who]) * np.exp(-0.15 * tired), who.size))
    clicked_at = at + later(dice, HOUR, who.size, spread=1.1)
    staff = scene.state.staff[who]
    scene.note("Message Clicked", who[clicks], clicked_at[clicks], shown[clicks])
    visit(scene, who[clicks], clicked_at[clicks] + 2_000)
    deals.small(scene, who[buys], clicked_at[buys] + later(dice, 12 * 60_000, int(buys.sum())), pushed=True)
    replies = acts & happens(dice, 0.006 + 0.085 * people.trust[who] ** 2, who.size)
    answered_at = at[replies] + later(dice, 40 * 60_000, int(replies.sum()), spread=1.2)
    scene.note("Message Replied", who[replies], answered_at, shown[replies], staff=staff[replies])


# ---- talk, groups, followers ----


def _talk(scene: Scene) -> None:
    """Questions that people ask by themselves, and the answers of the staff."""
    state, people = scene.state, scene.people
    who = np.flatnonzero((state.contact > 0) & people.real)
    who = who[happens(scene.dice, (0.002 + 0.022 * people.trust[who]) * (0.3 + state.heat[who]), who.size)]
    at, shown, staff = scene.when("shop", who), scene.in_wecom(who), state.staff[who]
    scene.note("Consultation Started", who, at, shown, staff=staff)
    scene.note("Message Replied", who, at + 1_500, shown, staff=staff)
    scene.note("Message Sent", who, at + later(scene.dice, 9 * 60_000, who.size), shown, staff=staff, template=9)
    likes = np.flatnonzero((state.contact > 0) & people.real)
    likes = likes[happens(scene.dice, 0.001 + 0.012 * people.trust[likes] ** 2, likes.size)]
    scene.note("Moment Interacted", likes, scene.when("phone", likes), scene.in_wecom(likes), staff=state.staff[likes])


def _groups(scene: Scene) -> None:
    inside = np.flatnonzero(scene.state.group != NEVER)
    leaves = inside[happens(scene.dice, 0.0022, inside.size)]
    _leave_group(scene, leaves, scene.when("phone", leaves))


def _leave_group(scene: Scene, who: Ints, at: Ints | int) -> None:
    moments = np.broadcast_to(np.asarray(at, dtype=np.int64), who.shape)
    scene.note(
        "Group Left", who, moments, scene.in_wecom(who), group=scene.state.group[who], staff=scene.state.staff[who]
    )
    scene.state.group[who] = NEVER


def _fans(scene: Scene) -> None:
    dice, state, people = scene.dice, scene.state, scene.people
    fans = np.flatnonzero(state.fan)
    shown = bits(Slot.OPEN_OFFICIAL, Slot.UNION)
    if scene.day.weekday() == _ARTICLE_WEEKDAY:
        reads = fans[happens(dice, np.where(people.silent[fans], 0.01, 0.10 + 0.25 * people.trust[fans]), fans.size)]
        at = scene.when("phone", reads)
        scene.note("Official Account Article Read", reads, at, shown, article=scene.number // _OLD_AGE)
    leaves = fans[happens(dice, 0.0012, fans.size)]
    state.fan[leaves] = False
    scene.note("Official Account Unfollowed", leaves, scene.when("phone", leaves), shown)
    fresh = np.flatnonzero(~state.fan & people.real & (state.heat > 0.2))
    fresh = fresh[happens(dice, 0.0016, fresh.size)]
    hooks.follow_official(scene, fresh, scene.when("phone", fresh))


# ---- the mini-program ----


def _mini_program(scene: Scene) -> None:
    state, people = scene.state, scene.people
    knows_it = (state.contact > 0) | state.member | state.fan | state.rider
    here = scene.present()
    who = here[(knows_it & people.real)[here]]
    keen = (0.006 + 0.030 * people.trust[who]) * (0.35 + state.heat[who]) * season(scene.day, "online")
    who = who[happens(scene.dice, keen, who.size)]
    visit(scene, who, scene.when("shop", who))


def visit(scene: Scene, who: Ints, at: Ints) -> None:
    """This will let people look around in the mini-program, with what they look at and put into the cart."""
    dice, count = scene.dice, who.size
    shown = scene.in_mini(who)
    scene.note("Mini Program Opened", who, at, shown | scene.first_step(who))
    for chance, delay in ((0.85, 15_000), (0.45, 60_000)):
        looks = happens(dice, chance, count)
        seen_at = at[looks] + later(dice, delay, int(looks.sum()))
        scene.note("Product Viewed", who[looks], seen_at, shown[looks], site=1, product=_of_interest(scene, who[looks]))
    adds = happens(dice, 0.13, count)
    scene.note(
        "Product Added",
        who[adds],
        at[adds] + later(dice, 120_000, int(adds.sum())),
        shown[adds],
        product=_of_interest(scene, who[adds]),
    )
    scene.state.warm_until[who[adds]] = scene.number + 4
    members.sign_in(scene, who, at + 30_000)
    enrolls = happens(dice, 0.07, count)
    members.join(scene, who[enrolls], at[enrolls] + later(dice, 90_000, int(enrolls.sum())), in_store=False)


def _of_interest(scene: Scene, who: Ints) -> Ints:
    """Riders look at what goes with a vehicle, the others mostly at vehicles."""
    small = deals.accessories(scene, who.size)
    curious = scene.state.rider[who] ^ (scene.dice.random(who.size) < 0.25)
    return np.where(curious, small, hooks.vehicles(scene, who.size))
