"""What happenings say about people, gathered so that their order does not matter: the latest word of each line."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from huoshui.events.contract import Happening
from huoshui.people.contract import EVERY_CHANNEL, Policy, Purpose
from huoshui.people.rules import allowed, traits

MAX_LABEL = 100
_UNIT_KEYS = frozenset(
    {"store", "store_id", "store_code", "dealer", "dealer_id", "dealer_code", "unit", "unit_id", "unit_code"}
    | {"门店", "门店编号", "门店编码", "经销商", "经销商编号"}
)
_INSIDE_UNIT = ("code", "id", "name")
_COUNTERPARTS = ("template_id", "staff_id", "staff", "appid", "account_id", "account")
_CONSENTS = {"Consent Granted": True, "Consent Withdrawn": False, "Unsubscribed": False}
_TAGS = {"Tag Added": True, "Tag Removed": False}
_TRANSFER = "Contact Transferred"
_TELLING = frozenset({*_CONSENTS, *_TAGS, *allowed.CONNECTIONS, _TRANSFER})
_FORMS = frozenset({"Lead Submitted", "Signed Up", "Test Ride Booked"})
"""Forms that people fill in about themselves: there a phone, an e-mail address and a name are traits."""
_FORM_FIELDS = ("phone", "email", "name")

TraitKey = tuple[int, str, int, int, int]
"""identity, name, source, import, slot"""


class TraitDraft(msgspec.Struct, gc=False):
    """A trait line on its way; ``clear`` and ``kind`` are there when it is personal and must be sealed."""

    line: str
    first_at: int
    occurred_at: int
    message_id: str
    kind: str | None
    clear: Any = None


@dataclass(slots=True)
class TagDraft:
    """The latest words for and against one tag of one identity: (moment, by whom)."""

    added: tuple[int, str] | None = None
    removed: tuple[int, str] | None = None


@dataclass(slots=True)
class Learned:
    """Everything that a run of happenings said about people, one entry per row that it may become."""

    policies: Mapping[str, Policy]
    traits: dict[TraitKey, TraitDraft] = field(default_factory=dict)
    tags: dict[tuple[int, str, int], TagDraft] = field(default_factory=dict)
    consents: set[tuple[int, str, str, bool, int, str, int]] = field(default_factory=set)
    contacts: dict[tuple[int, str, str, int], tuple[int, bool, str]] = field(default_factory=dict)
    """(identity, channel, counterpart, import) → (since, ended, evidence): of two at one moment the end counts."""
    affiliations: dict[tuple[int, str, int], tuple[int, str]] = field(default_factory=dict)
    """(identity, label, import) → (since, evidence): the earliest."""

    spellings: dict[str, tuple[str, str | None, Policy]] = field(default_factory=dict)
    """A trait's name as given → its one spelling, its kind of personal data, its policy."""

    def spelled(self, given: str) -> tuple[str, str | None, Policy]:
        """This will look up a trait's name as it was given."""
        found = self.spellings.get(given)
        if found is None:
            name, kind = traits.spelled(given)
            found = self.spellings[given] = name, kind, traits.policy_of(name, self.policies)
        return found

    @property
    def identities(self) -> set[int]:
        """Whose rows these are."""
        return {
            key[0] for rows in (self.traits, self.tags, self.consents, self.contacts, self.affiliations) for key in rows
        }


def gather(happenings: Iterable[Happening], policies: Mapping[str, Policy]) -> Learned:
    """This will read happenings and keep of each line the word that counts."""
    learned = Learned(policies)
    for happening in happenings:
        if not happening.identity:
            continue
        if happening.traits and happening.kind != "group":  # a group's traits are not a person's
            _traits(learned, happening, happening.traits)
            _affiliations(learned, happening, happening.traits)
        if happening.properties:
            if happening.name in _TELLING:
                _told(learned, happening)
            elif happening.name in _FORMS:
                filled = {key: happening.properties[key] for key in _FORM_FIELDS if happening.properties.get(key)}
                _traits(learned, happening, filled)
            _affiliations(learned, happening, happening.properties)
        elif happening.name in _TELLING:
            _told(learned, happening)
    return learned


def evidence_of(happening: Happening) -> str:
    """This will write where something was learned from: ``event:<source>/<message_id>``."""
    return f"event:{happening.source}/{happening.message_id}"


def _traits(learned: Learned, happening: Happening, said: Mapping[str, Any]) -> None:
    moment, message_id = happening.occurred_at, happening.message_id
    for given, value in itertools.islice(said.items(), traits.MAX_TRAITS):
        name, kind, policy = learned.spelled(given)
        if not name:
            continue
        shown, personal = traits.disclosed(given, kind, value)
        line = traits.written(shown)
        slot = traits.NEWEST_SLOT
        if policy is not Policy.NEWEST:
            slot = traits.slot_of(traits.written(value) if personal else line)
        key = (happening.identity, name, happening.source, happening.import_id, slot)
        known = learned.traits.get(key)
        if known is None:
            learned.traits[key] = TraitDraft(line, moment, moment, message_id, personal, value)
        elif (moment, message_id) > (known.occurred_at, known.message_id):
            first = min(moment, known.first_at)
            learned.traits[key] = TraitDraft(line, first, moment, message_id, personal, value)
        else:
            known.first_at = min(moment, known.first_at)


def _told(learned: Learned, happening: Happening) -> None:
    if happening.name in _CONSENTS:
        _consent(learned, happening)
    elif happening.name in _TAGS:
        _tag(learned, happening)
    elif happening.name == _TRANSFER:
        before = _label(happening.properties.get("from_staff_id"))
        if before:
            _contact(learned, happening, "wecom", before, active=False)
        _contact(learned, happening, "wecom", _label(happening.properties.get("staff_id")), active=True)
    else:
        channel, active = allowed.CONNECTIONS[happening.name]
        counterpart = next(filter(None, (_label(happening.properties.get(key)) for key in _COUNTERPARTS)), "")
        _contact(learned, happening, _channel(happening) or channel, counterpart, active=active)


def _consent(learned: Learned, happening: Happening) -> None:
    granted = _CONSENTS[happening.name]
    for purpose in _purposes(happening, granted=granted):
        channel = _channel(happening) or EVERY_CHANNEL
        evidence = evidence_of(happening)
        learned.consents.add(
            (happening.identity, purpose, channel, granted, happening.occurred_at, evidence, happening.import_id)
        )


def _purposes(happening: Happening, *, granted: bool) -> list[str]:
    """
    Which purposes an answer is about. Nobody can allow what was not said: a "yes" without a purpose allows nothing, a
    "no" without one is a "no" to everything but service.
    """
    if happening.name == "Unsubscribed":
        return [Purpose.MARKETING.value]
    purpose = str(happening.properties.get("purpose") or "").strip().lower()
    if purpose in set(Purpose):
        return [purpose]
    return [] if granted else [one.value for one in Purpose if one is not Purpose.SERVICE]


def _channel(happening: Happening) -> str:
    return _label(happening.properties.get("channel")).lower()


def _tag(learned: Learned, happening: Happening) -> None:
    given = happening.properties.get("tags", happening.properties.get("tag"))
    word = (happening.occurred_at, evidence_of(happening))
    for tag in given if isinstance(given, list) else [given]:
        label = _label(tag)
        if not label:
            continue
        draft = learned.tags.setdefault((happening.identity, label, happening.import_id), TagDraft())
        if _TAGS[happening.name]:
            draft.added = max(draft.added or word, word)
        else:
            draft.removed = max(draft.removed or word, word)


def _contact(learned: Learned, happening: Happening, channel: str, counterpart: str, *, active: bool) -> None:
    key = (happening.identity, channel, counterpart, happening.import_id)
    word = (happening.occurred_at, not active, evidence_of(happening))
    learned.contacts[key] = max(learned.contacts.get(key, word), word)


def _affiliations(learned: Learned, happening: Happening, said: Mapping[str, Any]) -> None:
    for key in _UNIT_KEYS.intersection(said):
        value = said[key]
        if isinstance(value, Mapping):
            value = next((value[inner] for inner in _INSIDE_UNIT if value.get(inner)), None)
        label = _label(value)
        if label:
            where = (happening.identity, label, happening.import_id)
            word = (happening.occurred_at, evidence_of(happening))
            learned.affiliations[where] = min(learned.affiliations.get(where, word), word)


def _label(value: Any) -> str:  # noqa: ANN401 any JSON
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(str(value).split()).replace("\0", "")[:MAX_LABEL]
