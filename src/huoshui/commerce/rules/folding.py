"""
What all that was said of an order adds up to.

The order is a function of the *set* of its facts: whatever order they arrive in and however often. Of two statements
the newer wins, field by field; paid and cancelled never become untrue; refunds add up, each once.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from huoshui.commerce.contract import FactKind, OrderState
from huoshui.commerce.rules.reading import Fact
from huoshui.commerce.rules.values import MAX_FEN

Statements = dict[str, Any]


class Refunded(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One refund; no amount: all that was paid."""

    key: str
    amount_fen: int | None
    refunded_at: int
    reason: str | None


class Standing(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Where an order stands; moments are milliseconds, items are in the field order of `contract.Item`."""

    identity: int | None = None
    state: str
    placed_at: int = 0
    paid_at: int | None = None
    cancelled_at: int | None = None
    total_fen: int = 0
    paid_fen: int = 0
    refunded_fen: int = 0
    currency: str = "CNY"
    online: bool = True
    store: str | None = None
    channel: str = ""
    status: str | None = None
    salesperson: str | None = None
    coupon: str | None = None
    affiliation: str | None = None
    items: list[list[Any]] = []
    refunds: list[Refunded] = []


WITHDRAWN = Standing(state=OrderState.WITHDRAWN.value)
_PLACED, _PAID, _PARTLY = OrderState.PLACED.value, OrderState.PAID.value, OrderState.PARTLY_REFUNDED.value
_REFUNDED, _CANCELLED = OrderState.REFUNDED.value, OrderState.CANCELLED.value
_PLACING, _REFUNDING = FactKind.PLACED.value, FactKind.REFUNDED.value


class _Told:
    """Statements, newest-wins: over everything, of the order as a whole, and of each of its sub-orders."""

    __slots__ = ("all", "parts", "whole")

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.all: Statements = {}
        self.whole: Statements = {}
        self.parts: Sequence[Statements] = ()
        if len(facts) == 1 and "sub" not in facts[0].says:  # nearly every order of a file
            self.all = self.whole = facts[0].says
            return
        parts: dict[str, Statements] = {}
        for fact in facts:
            self.all.update(fact.says)
            sub = fact.says.get("sub")
            line = self.whole if sub is None else parts.setdefault(sub, {})
            line.update(fact.says)
        self.parts = [parts[sub] for sub in sorted(parts)]

    def everywhere(self, name: str) -> bool:
        """Whether it is said of the order, or of every one of its sub-orders."""
        return name in self.whole or (bool(self.parts) and all(name in part for part in self.parts))

    def amount(self, name: str) -> int | None:
        """What is said of the order, otherwise of its sub-orders together."""
        if name in self.whole:
            stated: int = self.whole[name]
            return stated
        stated_parts = [part[name] for part in self.parts if name in part] if self.parts else ()
        return min(sum(stated_parts), MAX_FEN) if stated_parts else None


def fold(facts: Iterable[Fact]) -> Standing:
    """This will tell what ``facts`` of one order, in any order of arrival, add up to; without facts it is withdrawn."""
    facts = list(facts)
    if len(facts) > 1:
        facts = sorted({fact.key: fact for fact in facts}.values(), key=_newness)
    if not facts:
        return WITHDRAWN
    told = _Told(facts)
    says = told.all
    refunds = _refunds(facts)
    paid_fen = _paid(told)
    refunded_fen = _refunded(told, refunds, paid_fen)
    total_fen = told.amount("total_fen")
    return Standing(
        identity=_buyer(facts),
        state=_state(told, refunds, paid_fen, refunded_fen),
        placed_at=says["placed_at"] if "placed_at" in says else _first(facts, _PLACING),
        paid_at=_when(facts, says, "paid_at", "paid"),
        cancelled_at=_when(facts, says, "cancelled_at", "cancelled"),
        total_fen=(paid_fen or _worth(told.whole)) if total_fen is None else total_fen,
        paid_fen=paid_fen,
        refunded_fen=refunded_fen,
        currency=says.get("currency", "CNY"),
        online=says.get("online", "store" not in says),
        store=says.get("store"),
        channel=says.get("channel", ""),
        status=says.get("status"),
        salesperson=says.get("salesperson"),
        coupon=says.get("coupon"),
        affiliation=says.get("affiliation"),
        items=_items(told),
        refunds=refunds,
    )


def receiver_told_by(facts: Iterable[Fact]) -> Fact | None:
    """This will find the fact that knows best who receives the goods."""
    return max((fact for fact in facts if fact.sealed is not None), key=_newness, default=None)


def _newness(fact: Fact) -> tuple[bool, int, int, int]:
    # what a refund says beside its amount is of the refund first: every other fact knows the order better
    return fact.kind != _REFUNDING, fact.stated_at, fact.import_id, fact.key


def _paid(told: _Told) -> int:
    if "paid" not in told.all:
        return 0
    if not told.parts or "paid_fen" in told.whole or "total_fen" in told.whole:
        return _worth(told.whole)
    counted = told.parts if "paid" in told.whole else [part for part in told.parts if "paid" in part]
    return min(sum(map(_worth, counted)), MAX_FEN)


def _worth(line: Statements) -> int:
    """What a line costs: as paid, as totaled, or its items together; in fen."""
    stated: int | None = line.get("paid_fen", line.get("total_fen"))
    if stated is not None:
        return stated
    together: float = sum(item[3] * item[4] for item in line.get("items", ()) if item[4] is not None)
    return max(0, min(round(together), MAX_FEN))


def _refunds(facts: Sequence[Fact]) -> list[Refunded]:
    """One per refund number, the newest statement of each; one per happening where there is no number."""
    told = [fact for fact in facts if fact.kind == _REFUNDING]
    if not told:
        return []
    newest = {fact.says.get("refund_id") or f"#{fact.key}": fact for fact in told}
    return [
        Refunded(
            key, fact.says.get("refund_fen"), fact.says.get("refunded_at", fact.occurred_at), fact.says.get("reason")
        )
        for key, fact in sorted(newest.items())
    ]


def _refunded(told: _Told, refunds: Sequence[Refunded], paid_fen: int) -> int:
    """
    Refund by refund or as the export's running total, whichever is more, because both watch the same money.

    What was paid and then cancelled was given back.
    """
    each = min(sum([refund.amount_fen or 0 for refund in refunds]), MAX_FEN) if refunds else 0
    found = max(each, told.amount("refunded_fen") or 0)
    if told.everywhere("cancelled") or _all_refunded(told, refunds):
        return max(found, paid_fen)
    gone = [part for part in told.parts if "cancelled" in part or "refunded" in part]
    return max(found, min(sum(map(_worth, gone)), paid_fen)) if gone else found


def _all_refunded(told: _Told, refunds: Sequence[Refunded]) -> bool:
    return told.everywhere("refunded") or (bool(refunds) and None in [refund.amount_fen for refund in refunds])


def _state(told: _Told, refunds: Sequence[Refunded], paid_fen: int, refunded_fen: int) -> str:
    if told.everywhere("cancelled"):
        return _CANCELLED
    if _all_refunded(told, refunds) or (refunded_fen and refunded_fen >= paid_fen):
        return _REFUNDED
    if refunded_fen:
        return _PARTLY
    return _PAID if "paid" in told.all else _PLACED


def _first(facts: Sequence[Fact], kind: str) -> int:
    if len(facts) == 1:
        return facts[0].occurred_at
    return min([fact.occurred_at for fact in facts if fact.kind == kind] or [fact.occurred_at for fact in facts])


def _when(facts: Sequence[Fact], says: Statements, stated: str, flag: str) -> int | None:
    """The moment as stated, otherwise when the first happening that implies it happened."""
    if flag not in says:
        return None
    if stated in says:
        at: int = says[stated]
        return at
    return min([fact.occurred_at for fact in facts if flag in fact.says])


def _buyer(facts: Sequence[Fact]) -> int | None:
    """The strongest identifier that any fact came with; of equally strong ones, the first that was stated."""
    if len(facts) == 1:
        return facts[0].identity
    known = [fact for fact in facts if fact.identity is not None]
    return min(known, key=lambda fact: (fact.rank, fact.stated_at, fact.key)).identity if known else None


def _items(told: _Told) -> list[list[Any]]:
    if "items" in told.whole:
        whole: list[list[Any]] = told.whole["items"]
        return whole
    return [item for part in told.parts for item in part.get("items", ())]
