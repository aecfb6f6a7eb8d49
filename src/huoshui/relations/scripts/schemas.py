"""HTTP shapes of scripts."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Base64Bytes, BaseModel, Field

from huoshui.bedrock import ids
from huoshui.bedrock.shapes import Shape
from huoshui.relations.scripts.contract import PARTS_MOST, Folder, How, Ready, Script, Use, Version
from huoshui.relations.scripts.operations import Wording

Title = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]
Key = Annotated[str, Field(min_length=8, max_length=100, pattern=r"^[\x21-\x7e]+$")]


class ScriptPart(BaseModel):
    """One message of a script: a text (with `{客户称呼}` and `{员工姓名}`), a picture by its name, or a link."""

    kind: Literal["text", "picture", "link"]
    text: str = Field(default="", max_length=4_000, pattern=r"^[^\x00]*$")
    title: str = Field(default="", max_length=120, pattern=r"^[^\x00]*$")
    url: str = Field(default="", max_length=2_000, pattern=r"^[^\x00]*$")
    picture: str = Field(default="", max_length=64, pattern=r"^[0-9a-f]*$")

    def told(self) -> dict[str, Any]:
        """This will give what the kind has, and nothing else."""
        has = {"text": ("text",), "picture": ("picture",), "link": ("title", "url")}[self.kind]
        return {"kind": self.kind, **{name: getattr(self, name) for name in has}}


class ScriptFolderOut(Shape):
    """A folder of scripts; `own` are the viewer's alone."""

    id: int
    name: str
    own: bool
    scripts: int

    @classmethod
    def of(cls, one: Folder) -> "ScriptFolderOut":
        """This will show a folder."""
        return cls.like(one)


class ScriptFolderIn(BaseModel):
    """A folder; everybody's, or one's own."""

    name: Title
    own: bool = False


class FolderNameIn(BaseModel):
    """What a folder is to be called."""

    name: Title


class ScriptIn(BaseModel):
    """What a script says; the same `key` writes it once."""

    folder: int = Field(ge=1, le=2**63 - 1)
    title: Title
    parts: list[ScriptPart] = Field(min_length=1, max_length=PARTS_MOST)
    key: Key

    def wording(self) -> Wording:
        """This will give what is said."""
        return Wording(self.folder, self.title, [part.told() for part in self.parts])


class ScriptChangeIn(BaseModel):
    """What a script is to say; `version` is the one that was looked at."""

    folder: int = Field(ge=1, le=2**63 - 1)
    title: Title
    parts: list[ScriptPart] = Field(min_length=1, max_length=PARTS_MOST)
    version: int = Field(ge=1, le=2**31 - 1)

    def wording(self) -> Wording:
        """This will give what is said."""
        return Wording(self.folder, self.title, [part.told() for part in self.parts])


class ScriptOut(Shape):
    """A script; `uses` of the last thirty days."""

    id: int
    folder: int
    folder_name: str
    own: bool
    title: str
    parts: list[ScriptPart]
    version: int
    uses: int
    changed_at: datetime
    changed_name: str

    @classmethod
    def of(cls, one: Script) -> "ScriptOut":
        """This will show a script."""
        return cls.like(one, parts=[ScriptPart(**part) for part in one.parts])


class ScriptVersionOut(Shape):
    """What a script was."""

    version: int
    title: str
    parts: list[ScriptPart]
    changed_at: datetime
    changed_name: str

    @classmethod
    def of(cls, one: Version) -> "ScriptVersionOut":
        """This will show a version."""
        return cls.like(one, parts=[ScriptPart(**part) for part in one.parts])


class ScriptUseIn(BaseModel):
    """What was done with a script, and for whom (a person's number or an identifier); the same `key` is noted once."""

    key: Key
    how: How
    person: str | None = Field(default=None, max_length=300, pattern=r"^[^\x00]*$")


class ScriptUseOut(Shape):
    """Who used which version when; `person` is empty where nobody was looked at, or one may not see them."""

    at: datetime
    used_name: str
    version: int
    how: How
    person: str | None

    @classmethod
    def of(cls, one: Use, *, shown: bool) -> "ScriptUseOut":
        """This will show a use."""
        person = ids.render(one.identity) if one.identity and shown else None
        return cls.like(one, person=person)


class ScriptPictureIn(BaseModel):
    """A PNG, JPEG or GIF of at most 2 MB, in Base64."""

    content: Base64Bytes = Field(max_length=3 * 2**20)


class ScriptPictureOut(BaseModel):
    """The name of a picture, for a part of a script."""

    picture: str


class ReadyScriptsOut(Shape):
    """A set of ready scripts; `taken` and `taken_own` are how many of it stand in everybody's and one's own now."""

    id: str
    name: str
    name_en: str
    titles: list[str]
    taken: int
    taken_own: int

    @classmethod
    def of(cls, one: Ready) -> "ReadyScriptsOut":
        """This will show a set."""
        return cls.like(one, titles=list(one.titles))


class TakeReadyIn(BaseModel):
    """Into whose folders: everybody's, or one's own."""

    own: bool = False


class TakenReadyOut(BaseModel):
    """How many scripts were written; those that were there are not counted."""

    scripts: int
