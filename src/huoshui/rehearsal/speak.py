"""Speech: columns of acts become Segment messages, by template and column, never dict by dict."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from huoshui.rehearsal import brand
from huoshui.rehearsal.chance import DAY, Ints
from huoshui.rehearsal.identifiers import NAMESPACES, SLOTS, Slot, bits
from huoshui.rehearsal.people import People
from huoshui.rehearsal.phrases import PHRASES, sources_of
from huoshui.rehearsal.scene import Acts, Ledger
from huoshui.rehearsal.words import Column

_ANONYMOUS = (Slot.MINI_WEB, Slot.WEB, Slot.WEB2)
_DEVICES = (Slot.DEVICE, Slot.DEVICE2)
_TOP = bits(Slot.USER, *_ANONYMOUS, *_DEVICES)
_OWN_CLOCK = bits(Slot.WEB, Slot.MINI_WEB)
"""Browsers and mini-programs state their device's time; platforms and tills state their servers'."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Messages in no particular order: when each happened (ms), its source's number, its JSON."""

    at: Ints
    source: Ints
    texts: list[str]


class Speaker:
    """Speaks for one cohort; message ids are its prefix and a running number."""

    def __init__(self, people: People, ledger: Ledger, prefix: str) -> None:
        self._people = people
        self._ledger = ledger
        self._prefix = prefix
        self._said = 0
        self.skewed = 0
        """How many messages a wrong clock stated."""
        self._introductions: dict[int, str] = {}
        self._templates: dict[str, tuple[str, list[Column]]] = {}

    def say(self, acts: Acts) -> Spoken:
        """This will put acts of one kind into words."""
        phrase = PHRASES[acts.kind]
        if acts.kind not in self._templates:
            self._templates[acts.kind] = phrase.template(acts.kind, self._prefix)
        template, columns = self._templates[acts.kind]
        stated = acts.at + np.where(acts.shown & _OWN_CLOCK, self._people.skewed[acts.who], 0)
        numbers = range(self._said, self._said + acts.who.size)
        self._said += acts.who.size
        spoken = [column(self._people, acts) for column in columns]
        texts = [template % row for row in zip(numbers, *_written(stated), self._introduce(acts), *spoken, strict=True)]
        wrong = np.flatnonzero(stated != acts.at).tolist()
        self.skewed += len(wrong)
        for row in wrong:
            texts[row] = _with_sent_at(texts[row], int(stated[row] - acts.at[row]))
        return Spoken(acts.at, sources_of(phrase, acts), texts)

    def remember(self) -> None:
        """This will enter into the ledger which identifiers were ever shown together."""
        keys = np.fromiter(self._introductions, dtype=np.int64, count=len(self._introductions))
        rows, shown = keys >> SLOTS, keys & ((1 << SLOTS) - 1)
        for slot in Slot:
            mine = (shown >> slot & 1).astype(bool)
            np.bitwise_or.at(self._ledger.seen, (rows[mine], int(slot)), shown[mine].astype(np.uint32))

    def _introduce(self, acts: Acts) -> list[str]:
        """Who it was: user, visitor, external ids and device, once for each person and set of identifiers."""
        known = self._introductions
        keys = (acts.who << SLOTS | acts.shown).tolist()
        for key in {key for key in keys if key not in known}:
            known[key] = self._introduction(key >> SLOTS, key & ((1 << SLOTS) - 1))
        return [known[key] for key in keys]

    def _introduction(self, row: int, shown: int) -> str:
        values = self._people.identifiers.values
        top, others, devices, browses = _layout(shown)
        said = "".join(f'"{name}":"{values[slot][row]}",' for name, slot in top) + '"context":{"locale":"zh-CN"'
        if others:
            corp = self._people.identifiers.dealer_corp[row]
            external = ",".join(
                [f'{{"id":"{values[slot][row]}","type":"{kind or f"wecom_external:{corp}"}"}}' for slot, kind in others]
            )
            said += f',"externalIds":[{external}]'
        if not (devices or browses):
            return said
        model, system, _, agent = brand.DEVICES[
            (int(self._people.device[row]) + 3 * (Slot.DEVICE2 in devices)) % len(brand.DEVICES)
        ]
        for slot in devices:
            said += f',"device":{{"id":"{values[slot][row]}","model":"{model}","type":"{system}"}}'
        return said + f',"userAgent":"{agent}"' if browses else said


def _written(at: Ints) -> tuple[list[str], list[str], list[str]]:
    """Moments as ISO 8601 in three pieces: date, time of day to the second, milliseconds."""
    days, rest = np.divmod(at, DAY)
    dates = [_date(day) for day in days.tolist()]
    return dates, _SECONDS[rest // 1000].tolist(), _MILLISECONDS[rest % 1000].tolist()


@cache
def _date(day: int) -> str:
    return str(np.datetime64(day, "D"))


_SECONDS = np.array([f"T{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}." for s in range(DAY // 1000)], dtype=object)
_MILLISECONDS = np.array([f"{ms:03d}Z" for ms in range(1000)], dtype=object)


@cache
def _layout(shown: int) -> tuple[list[tuple[str, Slot]], list[tuple[Slot, str]], list[Slot], bool]:
    """Where a set's slots go: top fields, external ids with their types ("": the dealer's corp), device, browser."""
    slots = [slot for slot in Slot if shown >> slot & 1]
    visitor = [("anonymousId", slot) for slot in _ANONYMOUS if slot in slots][:1]
    top = [("userId", slot) for slot in slots if slot is Slot.USER] + visitor
    others = [(slot, "" if slot is Slot.WECOM_DEALER else NAMESPACES[slot]) for slot in slots if not _TOP >> slot & 1]
    return top, others, [slot for slot in _DEVICES if slot in slots], bool(visitor)


SENT_AT = "@sent%+018d@"
"""Stands for ``sentAt`` of a message from a wrong clock: now plus so many milliseconds, filled in when it is sent."""


def _with_sent_at(text: str, skew: int) -> str:
    return text.replace('"timestamp":', f'"sentAt":"{SENT_AT % skew}","timestamp":', 1)
