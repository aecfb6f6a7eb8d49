"""The language of identity's tests: identifiers by short names, and happenings that carry them."""

import hashlib

from huoshui.channels import namespaces
from huoshui.events.contract import Happening, KnownIdentifier

NOW_MS = 1_763_700_000_000


def identity(reference: str) -> int:
    namespace, value = namespaces.parse(reference)
    return int.from_bytes(hashlib.blake2b(f"{namespace}\0{value}".encode(), digest_size=8).digest(), "big") >> 1


def known(reference: str) -> KnownIdentifier:
    namespace, value = namespaces.parse(reference)
    return KnownIdentifier(namespace, value, identity(reference))


def seen(*references: str, at: int = 0, kind: str = "identify", message: str = "", import_id: int = 0) -> Happening:
    """An event at second ``at`` that carries these identifiers."""
    pairs = [namespaces.parse(reference) for reference in references]
    strongest = references[namespaces.strongest(pairs)]
    moment = NOW_MS + at * 1000
    return Happening(
        message_id=message or "+".join((*references, str(at))),
        source=1,
        kind=kind,
        name="",
        channel="",
        occurred_at=moment,
        received_at=moment,
        identity=identity(strongest),
        identifiers=[known(reference) for reference in references],
        traits={},
        properties={},
        import_id=import_id,
    )
