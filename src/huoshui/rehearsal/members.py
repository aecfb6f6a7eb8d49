"""Members: who joins, under which name and number, and what they allow."""

import numpy as np

from huoshui.rehearsal.chance import Ints, happens
from huoshui.rehearsal.identifiers import Slot, bits
from huoshui.rehearsal.scene import Scene


def join(scene: Scene, who: Ints, at: Ints, *, in_store: bool) -> None:
    """This will make members of those who are none: in the mini-program, or at the till by phone."""
    new = np.unique(who, return_index=True)[1]
    who, at = who[new], at[new]
    fresh = ~scene.state.member[who] & ~scene.people.fake[who]
    who, at = who[fresh], at[fresh]
    scene.state.member[who] = True
    card = bits(Slot.MEMBER) | scene.phone(who)
    if not in_store:
        scene.state.account[who] = True
        card = card | bits(Slot.USER, Slot.UNION, Slot.OPEN_MINI, Slot.MINI_WEB)
    scene.note("Member Joined", who, at, card, store=scene.people.store[who], in_store=int(in_store))
    scene.note("identify", who, at + 300, card, in_store=int(in_store))
    consent(scene, who, at + 600, card, "wecom")
    consent(scene, who, at + 650, card, "sms")


def sign_in(scene: Scene, who: Ints, at: Ints) -> None:
    """This will let members who joined at a till sign in to the mini-program by their number, some of them today."""
    some = scene.state.member[who] & ~scene.state.account[who] & happens(scene.dice, 0.6, who.size)
    who, firsts = np.unique(who[some], return_index=True)
    scene.state.account[who] = True
    card = scene.in_mini(who) | bits(Slot.MEMBER) | scene.phone(who)
    scene.note("identify", who, at[some][firsts], card, store=scene.people.store[who], in_store=0)


def consent(scene: Scene, who: Ints, at: Ints, shown: Ints, channel: str) -> None:
    """This will ask for marketing consent on a channel; most give it."""
    gives = happens(scene.dice, 0.86, who.size)
    scene.note("Consent Granted", who[gives], at[gives], shown[gives], channel=channel)


def withdraw(scene: Scene, who: Ints, at: Ints) -> None:
    """This will take back the consent to text messages."""
    shown = np.where(scene.state.account[who], bits(Slot.MEMBER, Slot.USER), bits(Slot.MEMBER))
    scene.note("Consent Withdrawn", who, at, shown, channel="sms")
