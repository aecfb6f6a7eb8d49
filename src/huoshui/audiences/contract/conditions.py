"""Conditions on what is known of people: other segments, layers, facts, scores, chance."""

from typing import Annotated, Literal

from pydantic import Field

from huoshui.audiences.contract.values import Name, Names, NumberKinds, Part, Test, Window, Words
from huoshui.people.contract import Purpose

TEN_THOUSAND = 10_000

SegmentName = Annotated[
    str,
    Field(
        pattern=r"^[^\s/\x00-\x1f][^/\x00-\x1f]{0,98}[^\s/\x00-\x1f]$|^[^\s/\x00-\x1f]$",
        description="1 to 100 characters, no slash, no space around",
    ),
]
TrustStage = Literal["stranger", "acquaintance", "friend", "family"]


class Used(Part):
    """Who is in another segment, as it is defined now."""

    kind: Literal["segment"]
    name: SegmentName


class InAipl(Part):
    """Who is at one of these stages by the brand's AIPL rules; I is I1 and I2, ``none`` who is at none."""

    kind: Literal["aipl"]
    stages: Names
    count: Literal["platform", "active"] = "platform"
    """平台口径: whoever follows, is a contact, a member, or in a group stays at I1; 活跃口径: only while active."""


class InTier(Part):
    """Who is in one of these fan tiers by the brand's rules; ``none``: in no tier."""

    kind: Literal["tier"]
    tiers: Names


class InLifeCycle(Part):
    """Who is at one of these stages of a customer's life by the brand's rules; ``none``: at none."""

    kind: Literal["life_cycle"]
    stages: Names


class Known(Part):
    """Who holds an identifier that proves who they are."""

    kind: Literal["known"]


class TraitIs(Part):
    """What was said about a person. Personal data is masked, so of it only ``exists`` makes sense."""

    kind: Literal["trait"]
    name: Name
    test: Test


class Tagged(Part):
    """Who carries a tag, put on in the given time."""

    kind: Literal["tag"]
    tag: Name
    within: Window | None = None


class Consented(Part):
    """Who granted a purpose on a channel, or on all of them, and did not withdraw. No answer is no."""

    kind: Literal["consent"]
    purpose: Purpose
    channel: Name = "all"


class Reachable(Part):
    """Who can be reached for marketing through a channel, or through any."""

    kind: Literal["reachable"]
    channel: Name | None = None


class Close(Part):
    """Who has a score of intimacy like this, 0 to 100, as the last run over everybody has it."""

    kind: Literal["intimacy"]
    test: NumberKinds


class Trusting(Part):
    """Who stands in one of these stages of trust (陌生人, 熟人, 朋友, 家人), as the last run over everybody has it."""

    kind: Literal["trust"]
    stages: Annotated[tuple[TrustStage, ...], Field(min_length=1, max_length=4)]


class Frozen(Part):
    """Who was in a snapshot when it was taken, whoever they are today; ``label`` is what it is called on screens."""

    kind: Literal["snapshot"]
    number: Annotated[int, Field(ge=1, le=2**31 - 1)]
    label: Annotated[Words, Field(max_length=100)] | None = None


class Bucket(Part):
    """A share of all people by chance, the same for the same salt: from ≤ number < to, out of 10,000."""

    kind: Literal["bucket"]
    salt: Name
    since: Annotated[int, Field(alias="from", ge=0, le=TEN_THOUSAND)] = 0
    until: Annotated[int, Field(alias="to", ge=0, le=TEN_THOUSAND)]
