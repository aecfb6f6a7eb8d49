"""HTTP shapes of connectors."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, SecretStr, StringConstraints

from huoshui.access.contract import AuditEntry
from huoshui.bedrock.shapes import Shape
from huoshui.connectors.contract import NAME, Credentials, LetterState, LetterStood, Standing
from huoshui.connectors.door import PATH
from huoshui.connectors.forwards import Forward
from huoshui.connectors.operations import Plan
from huoshui.connectors.probing import Found, Health, Symptom
from huoshui.connectors.quotas import Quota, QuotaKind
from huoshui.connectors.tongue import Rung
from huoshui.connectors.tongues import CHANNELS

Words = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00]*$", strip_whitespace=True)]
Url = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00\s]*$", strip_whitespace=True)]
Secret = Annotated[SecretStr, Field(max_length=200)]
"""What the platform gave out; it is never shown again."""


class NewConnectorIn(BaseModel):
    """A new account of ours; without `token` and `key` both are drawn, and shown this once."""

    channel: Words = "wecom"
    name: Annotated[str, Field(pattern=rf"^{NAME}$", description="its place in the callback address, for ever")]
    title: Words = Field(min_length=1, description="what people call it")
    corp_id: Words = Field(min_length=1, description="企业ID, ww…")
    agent_id: int = Field(0, ge=0, le=2**53, description="AgentId; 0 for the secret of 客户联系 itself")
    address: Url = Field("", description="where the platform is asked; empty: where everybody asks it")
    secret: Secret = Field(SecretStr(""), description="empty where we make what callbacks are signed with")
    token: Secret | None = None
    key: Secret | None = Field(None, description="EncodingAESKey")

    def planned(self) -> Plan:
        """This will give it without its secrets."""
        return Plan(self.channel, self.name, self.title, self.corp_id, self.agent_id, self.address)

    def credentials(self, drawn: tuple[str, str]) -> Credentials:
        """This will give its secrets, with what was drawn where nothing was given."""
        return Credentials(_said(self.secret) or "", _said(self.token) or drawn[0], _said(self.key) or drawn[1])


class ConnectorChangeIn(BaseModel):
    """What an account becomes."""

    title: Words = Field(min_length=1)
    address: Url = ""
    version: int = Field(ge=1, le=2**31 - 1, description="the one that the author saw")


class CredentialsIn(BaseModel):
    """New credentials; what is left out stays."""

    secret: Secret | None = None
    token: Secret | None = None
    key: Secret | None = None

    def parts(self) -> dict[str, str | None]:
        """This will give them by name, ``None`` where nothing is said."""
        return {"secret": _said(self.secret), "token": _said(self.token), "key": _said(self.key)}


class ConnectorOut(Shape):
    """An account, how it does, and its callback address; never its secrets."""

    channel: str
    name: str
    title: str
    corp_id: str
    agent_id: int
    address: str
    callback: str
    paused: bool
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    heard_at: datetime | None = Field(description="when a genuine callback came last")
    asked_at: datetime | None = Field(description="when the platform answered last")
    failing: bool = Field(description="whether the platform refused us and has not answered since")
    failed_at: datetime | None
    failure: str
    forged: int = Field(description="how often something came that the platform did not send")
    forged_at: datetime | None
    repeated: int = Field(description="how often a callback came that we had already")
    repeated_at: datetime | None
    unreadable: int = Field(description="how often something came that is no callback at all")
    refused_at: datetime | None = Field(description="when something was refused last, forged or unreadable")
    refused: str = Field(description="by which check: signature, timestamp, cipher, receiver, seal, unreadable …")
    waiting: int
    oldest_at: datetime | None
    stuck: int
    forwards: int
    unverified: str = Field(description="what of its callbacks was read in no first-hand document; empty: nothing")

    @classmethod
    def of(cls, standing: Standing, *, base: str) -> "ConnectorOut":
        """This will show an account that is called back below ``base``."""
        account = standing.account
        return cls.like(
            standing,
            channel=account.channel,
            name=account.name,
            title=account.title,
            corp_id=account.corp_id,
            agent_id=account.agent_id,
            callback=callback(standing, base=base),
            paused=account.paused,
            unverified=CHANNELS[account.channel].unverified,
        )


class NewConnectorOut(ConnectorOut):
    """An account with what its callbacks are signed and sealed by, which is shown this once where it was drawn."""

    token: str | None
    key: str | None


class ForwardIn(BaseModel):
    """An address that callbacks are told on to."""

    url: Url = Field(min_length=1, description="https://…")


class ForwardOut(Shape):
    """An address, what it took, and what went wrong last."""

    id: int
    url: str
    created_at: datetime
    created_by: str
    taken: int
    taken_at: datetime | None
    failed_at: datetime | None
    failure: str
    waiting: int
    given_up: int

    @classmethod
    def of(cls, one: Forward) -> "ForwardOut":
        """This will show an address."""
        return cls.like(one)


class NewForwardOut(ForwardOut):
    """An address with the secret that signs what it is sent, which is shown this once."""

    secret: str


class FoundOut(Shape):
    """One thing that was probed, in words; `fact` and the platform's `code` are for other languages' words."""

    symptom: Symptom
    health: Health
    said: str
    advice: str
    fact: str
    code: int | None

    @classmethod
    def of(cls, one: Found) -> "FoundOut":
        """This will show a finding."""
        return cls.like(one)


class QuotaOut(Shape):
    """What may still be asked of a platform; `used` of `most`, unless `problem` says why nobody knows."""

    kind: QuotaKind
    subject: str = Field(description="the endpoint where it is of one")
    used: int
    most: int
    left: int
    seconds: int = Field(description="for how long a call counts; 0: until it is undone, or until midnight")
    opens_at: datetime | None = Field(description="when it is asked again, after we were too fast")
    problem: str

    @classmethod
    def of(cls, one: Quota) -> "QuotaOut":
        """This will show a quota."""
        return cls.like(one)


class LetterOut(Shape):
    """A callback that was kept, without what it says."""

    id: int
    event: str
    state: LetterState
    said_at: datetime
    arrived_at: datetime
    read_at: datetime | None
    tries: int
    next_at: datetime
    problem: str

    @classmethod
    def of(cls, one: LetterStood) -> "LetterOut":
        """This will show a letter."""
        return cls.like(one)


class LettersOut(BaseModel):
    """A page of letters, the newest first; `next` is the `before` of the page that follows."""

    letters: list[LetterOut]
    next: int | None


class RetryIn(BaseModel):
    """Which letters are read again; all that are stuck or wait for their next try where none is named."""

    ids: list[Annotated[int, Field(ge=1, le=2**63 - 1)]] | None = Field(None, max_length=1000)


class RetriedOut(BaseModel):
    """How many letters are read again."""

    letters: int


class RungOut(BaseModel):
    """
    A signed callback that says nothing about anybody, for the account's own address: POST it there as it is.
    """

    url: str
    headers: dict[str, str]
    body: str

    @classmethod
    def of(cls, one: Rung, *, address: str) -> "RungOut":
        """This will show a callback for an account's address."""
        url = f"{address}?{one.query}" if one.query else address
        return cls(url=url, headers=dict(one.headers), body=one.body.decode())


class ConnectorDeedOut(BaseModel):
    """What somebody did to an account."""

    at: datetime
    by: str
    action: str
    facts: dict[str, object]

    @classmethod
    def of(cls, entry: AuditEntry) -> "ConnectorDeedOut":
        """This will show a line of the audit log."""
        return cls(at=entry.at, by=entry.name, action=entry.action, facts=dict(entry.facts))


def callback(standing: Standing, *, base: str) -> str:
    """This will give an account's callback address."""
    return f"{base.rstrip('/')}{PATH}{standing.account.channel}/{standing.account.name}"


def _said(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value().strip() if secret is not None else None
