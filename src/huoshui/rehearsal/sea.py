"""The public sea: first touches, ads, content, live streams, follows, and the followers that money bought."""

import numpy as np

from huoshui.rehearsal import brand, hooks, planted
from huoshui.rehearsal.chance import DAY, HOUR, Floats, Ints, Mask, happens, later, moments, repeated, season
from huoshui.rehearsal.identifiers import Slot, bits
from huoshui.rehearsal.scene import Scene

EXPOSURE = 0.36
"""Scales how much of the sea one sees, so that a person leaves about fifty events in 120 days."""
_LIVE_SEAS = tuple(planted.SEA[name] for name in ("douyin", "kuaishou", "wechat_channels"))
_LIVE_WEEKDAYS = (1, 3, 5)
_CONTENT = np.array([sea.content for sea in planted.SEAS])
_CLICK = np.array([sea.click for sea in planted.SEAS])
_FOLLOWS = np.array([sea.follows for sea in planted.SEAS])


def flows(scene: Scene) -> None:
    """This will let the sea flow for a day."""
    _first_touches(scene)
    here = scene.present()
    eager = EXPOSURE * (0.14 + scene.state.heat[here]) * season(scene.day, "online")
    _ads(scene, here, eager)
    _content(scene, here, eager)
    _retarget(scene, here)
    if scene.day.weekday() in _LIVE_WEEKDAYS:
        _live(scene, here)
    _fakes(scene)


def _first_touches(scene: Scene) -> None:
    people = scene.people
    new = np.flatnonzero((people.arrives_on == scene.number) & ~people.fake)
    scene.state.heat[new] = 1.0
    at = scene.midnight + people.arrives_at[new]
    origin = people.origin[new]
    in_store = origin == planted.SEA["stores"]
    hooks.walk_in(scene, new[in_store], at[in_store])
    by_ad = ~in_store & ((_CONTENT[origin] == 0) | (scene.dice.random(new.size) < 0.45))
    _see_ads(scene, new[by_ad], at[by_ad], origin[by_ad], keenness=2.5)
    by_content = ~in_store & ~by_ad
    _see_content(scene, new[by_content], at[by_content], origin[by_content], keenness=2.5)


def _ads(scene: Scene, here: Ints, eager: Floats) -> None:
    who, sea = scene.people.ads.served(scene.dice, here, eager)
    _see_ads(scene, who, scene.when("phone", who), sea)


def _see_ads(scene: Scene, who: Ints, at: Ints, sea: Ints, *, keenness: float = 1.0) -> None:
    dice, count = scene.dice, who.size
    campaign = sea * brand.CAMPAIGNS_PER_SEA + dice.integers(0, brand.CAMPAIGNS_PER_SEA, count)
    scene.note("Ad Viewed", who, at, scene.in_ads(who, sea), sea=sea, campaign=campaign)
    mood = keenness * (0.4 + scene.state.heat[who]) * np.where(scene.people.silent[who], 0.3, 1.0)
    clicked = happens(dice, _CLICK[sea] * mood, count)
    _click(scene, who[clicked], at[clicked], sea[clicked], campaign[clicked])


def _click(scene: Scene, who: Ints, at: Ints, sea: Ints, campaign: Ints) -> None:
    at = at + later(scene.dice, 4_000, who.size)
    click = scene.dice.integers(0, 2**62, who.size)
    # The landing page, opened a moment later, carries the same click id.
    scene.note("Ad Clicked", who, at, scene.in_ads(who, sea), sea=sea, campaign=campaign, click=click)
    hooks.land(scene, who, at, sea, campaign, click)


def _retarget(scene: Scene, here: Ints) -> None:
    """Whoever was about to buy anyway sees the brand again; that they do changes nothing (planted)."""
    warm = here[(scene.state.warm_until[here] >= scene.number) & scene.people.uses[here, planted.RETARGETER]]
    who = warm[repeated(scene.dice, np.full(warm.size, 1.1))]
    follow_up(scene, who, scene.when("phone", who), click=0.22)


def follow_up(scene: Scene, who: Ints, at: Ints, *, click: float) -> None:
    """This will show the retargeter's ad, which that share of the people clicks, to no effect."""
    sea = np.full(who.size, planted.RETARGETER)
    campaign = sea * brand.CAMPAIGNS_PER_SEA + 2
    scene.note("Ad Viewed", who, at, bits(Slot.DEVICE), sea=sea, campaign=campaign)
    clicked = happens(scene.dice, click, who.size)
    who, at, campaign, sea = who[clicked], at[clicked] + 3_000, campaign[clicked], sea[clicked]
    number = scene.dice.integers(0, 2**62, who.size)
    scene.note("Ad Clicked", who, at, bits(Slot.DEVICE), sea=sea, campaign=campaign, click=number)
    shown = scene.on_web(who, in_wechat=True)
    scene.note("Landing Page Viewed", who, at + 2_000, shown, sea=sea, campaign=campaign, click=number)


def _content(scene: Scene, here: Ints, eager: Floats) -> None:
    who, sea = scene.people.content.served(scene.dice, here, eager)
    _see_content(scene, who, scene.when("phone", who), sea)


def _see_content(scene: Scene, who: Ints, at: Ints, sea: Ints, *, keenness: float = 1.0) -> None:
    dice, count = scene.dice, who.size
    shown = scene.on_platform(who, sea)
    piece = sea * brand.CONTENTS_PER_SEA + dice.integers(0, brand.CONTENTS_PER_SEA, count)
    seconds = later(dice, 18, count)
    scene.note("Content Viewed", who, at, shown, sea=sea, content=piece, seconds=seconds)
    mood = (0.5 + scene.people.trust[who]) * np.where(scene.people.silent[who], 0.1, 1.0)
    for kind, share, delay in (
        ("Content Liked", 0.055, 9_000),
        ("Content Saved", 0.025, 12_000),
        ("Content Commented", 0.012, 30_000),
        ("Content Shared", 0.010, 20_000),
    ):
        did = happens(dice, share * mood, count)
        scene.note(
            kind, who[did], at[did] + later(dice, delay, int(did.sum())), shown[did], sea=sea[did], content=piece[did]
        )
    _follow(scene, who, at, sea, shown)
    went = happens(dice, 0.055 * keenness * mood, count)
    at = at[went] + later(dice, 25_000, int(went.sum()))
    none = np.full(at.size, -1)
    hooks.land(scene, who[went], at, sea[went], none, none)


def _follow(scene: Scene, who: Ints, at: Ints, sea: Ints, shown: Ints) -> None:
    willing = happens(scene.dice, _FOLLOWS[sea], who.size) & ~scene.state.follows[who, sea]
    # One may see two pieces on one day, and follows once.
    _, firsts = np.unique(who * len(planted.SEAS) + sea, return_index=True)
    once = np.zeros(who.size, dtype=bool)
    once[firsts] = True
    willing &= once
    scene.state.follows[who[willing], sea[willing]] = True
    at = at[willing] + later(scene.dice, 15_000, int(willing.sum()))
    scene.note("Account Followed", who[willing], at, shown[willing], sea=sea[willing])


def _live(scene: Scene, here: Ints) -> None:
    for sea in _LIVE_SEAS:
        state = scene.state
        keen = scene.people.uses[here, sea] * (0.004 + 0.035 * state.follows[here, sea]) * (0.4 + state.heat[here])
        who = here[happens(scene.dice, keen, here.size)]
        seas = np.full(who.size, sea)
        at, shown = scene.when("live", who), scene.on_platform(who, seas)
        seconds = later(scene.dice, 150, who.size, spread=1.2)
        scene.note("Live Entered", who, at, shown, sea=seas)
        scene.note("Live Left", who, at + seconds * 1000, shown, sea=seas, seconds=seconds)
        spoke = happens(scene.dice, 0.08, who.size)
        scene.note("Live Commented", who[spoke], at[spoke] + seconds[spoke] * 500, shown[spoke], sea=seas[spoke])


def _fakes(scene: Scene) -> None:
    """Bought followers come in bursts from shared devices, follow, say nothing, and often leave within a week."""
    people, dice = scene.people, scene.dice
    new = np.flatnonzero((people.arrives_on == scene.number) & people.fake)
    at, sea = scene.midnight + people.arrives_at[new], people.origin[new]
    shown = scene.on_platform(new, sea) | bits(Slot.DEVICE)
    follows = (dice.random(new.size) < 0.8) & (_CONTENT[sea] > 0)
    scene.note("Account Followed", new[follows], at[follows], shown[follows], sea=sea[follows])
    _leave_soon(scene, new[follows], shown[follows], sea[follows])
    rest = ~follows
    campaign = sea[rest] * brand.CAMPAIGNS_PER_SEA
    click = dice.integers(0, 2**62, int(rest.sum()))
    scene.note("Ad Clicked", new[rest], at[rest], bits(Slot.DEVICE), sea=sea[rest], campaign=campaign, click=click)
    adds: Mask = dice.random(new.size) < 0.15
    hooks.add(scene, new[adds], at[adds] + later(dice, 90_000, int(adds.sum())), sea[adds], of_store=False)


def _leave_soon(scene: Scene, who: Ints, shown: Ints, sea: Ints) -> None:
    leaves = scene.dice.random(who.size) < 0.45
    who, shown, sea = who[leaves], shown[leaves], sea[leaves]
    days = scene.dice.integers(1, 8, who.size)
    at = scene.midnight + days * DAY + moments(scene.dice, "phone", who.size) % (23 * HOUR)
    scene.note_later("Account Unfollowed", days, who, at, shown, sea=sea)
