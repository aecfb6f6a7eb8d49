"""HTTP shapes of the vocabulary."""

from dataclasses import asdict
from datetime import datetime

from pydantic import BaseModel, Field

from huoshui.bedrock import ids
from huoshui.people.vocabulary.contract import TagPage, TraitPage


class HeldTraitOut(BaseModel):
    """A trait without anybody's value."""

    name: str
    people: int = Field(description="how many people have it")
    known: int = Field(description="how many of them hold an identifier that proves who they are")
    example: str | None = Field(description="one of those")
    types: list[str] = Field(description="as which types of the segment language somebody's value can be read")
    policy: str = Field(description="which of several values counts")
    decided: bool = Field(description="whether the house chose the policy itself")


class HeldTraitsOut(BaseModel):
    """A page of traits, those of most people first; ``next`` is the ``after`` of the page that follows."""

    traits: list[HeldTraitOut]
    next: str | None

    @classmethod
    def of(cls, page: TraitPage) -> "HeldTraitsOut":
        """This will write a page for the outside."""
        traits = [
            HeldTraitOut(**{**asdict(one), "example": ids.render(one.example) if one.example else None})
            for one in page.traits
        ]
        return cls(traits=traits, next=page.next)


class CarriedTagOut(BaseModel):
    """A tag and who puts it on people."""

    tag: str
    people: int = Field(description="how many people carry it")
    last_at: datetime = Field(description="when it was put on somebody last")
    sources: list[str] = Field(
        description="who put it on twenty of them, the most frequent first: staff:3, token:7, local, source:1, import:5"
    )


class CarriedTagsOut(BaseModel):
    """A page of tags, those of most people first; ``next`` is the ``after`` of the page that follows."""

    tags: list[CarriedTagOut]
    next: str | None

    @classmethod
    def of(cls, page: TagPage) -> "CarriedTagsOut":
        """This will write a page for the outside."""
        return cls(tags=[CarriedTagOut(**asdict(one)) for one in page.tags], next=page.next)
