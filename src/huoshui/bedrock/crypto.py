"""Keys of the house: keyed fingerprints that match without showing, a vault that seals personal data, and masks."""

import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.errors import Conflict
from huoshui.bedrock.masks import mask

__all__ = ["Keys", "Vault", "mask"]

_KEY_BYTES = 32
_NONCE_BYTES = 12
_MADE_BYTES = _KEY_BYTES + _NONCE_BYTES
_WRAPPED_BYTES = _MADE_BYTES + 16
_63_BITS = (1 << 63) - 1


class WrongMasterKey(Conflict):
    """
    The master key {file} {why}. Put the right one there, from your backup: under another nothing sealed opens and
    nobody is known again.
    """


class Keys:
    """What is derived from the master key: the fingerprint key, and the keys that wrap and seal."""

    def __init__(self, master: bytes) -> None:
        self._fingerprint = HMAC(_derived(master, b"fingerprint"), SHA256())
        self.wrapping = AESGCM(_derived(master, b"wrapping"))
        self.sealing = AESGCM(_derived(master, b"sealing"))

    @classmethod
    def of_file(cls, path: Path) -> "Keys":
        """
        This will read the master key, or make one that only its owner can read.

        :raises WrongMasterKey: if what is there is no key
        """
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = path.with_name(f"{path.name}.{os.getpid()}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            try:
                path.hardlink_to(draft)  # unlike a rename this never replaces the key that another process made
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        master = path.read_bytes()
        if len(master) != _KEY_BYTES:
            raise WrongMasterKey(file=path, why=f"has {len(master)} bytes, not {_KEY_BYTES}")
        return cls(master)

    def fingerprint(self, namespace: str, value: str) -> int:
        """
        This will give the identity of an identifier: the first 63 bits of HMAC-SHA-256 over namespace, NUL, value.
        """
        digest = self._fingerprint.copy()  # a third of the time that a new one takes
        digest.update(f"{namespace}\0{value}".encode())
        return int.from_bytes(digest.finalize()[:8], "big") & _63_BITS

    def fingerprints(self, pairs: Iterable[tuple[str, str]]) -> list[int]:
        """This will give the identities of many (namespace, value) pairs, in their order."""
        return [self.fingerprint(namespace, value) for namespace, value in pairs]

    def seal(self, clear: bytes) -> bytes:
        """This will seal bytes that belong to nobody in particular, for a short life (work in progress)."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self.sealing.encrypt(nonce, clear, None)

    def open(self, sealed: bytes) -> bytes:
        """This will open what `seal` sealed."""
        return self.sealing.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)


class Vault:
    """
    Seals personal data with AES-256-GCM under a data key per subject (an identity, an order).

    The data keys lie wrapped in ``vault_keys``; destroying a subject's key makes every copy of what was sealed under it
    unreadable, in backups too.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    @property
    def keys(self) -> Keys:
        """The keys of the house, for whoever must find again what is sealed here."""
        return self._keys

    async def seal_many(self, session: AsyncSession, items: Sequence[tuple[int, bytes]]) -> list[bytes]:
        """This will seal each (subject, clear) and answer in the same order, making data keys where there are none."""
        if not items:
            return []
        subjects = {subject for subject, _ in items}
        ciphers = await self._ciphers(session, subjects)
        if missing := subjects - ciphers.keys():
            ciphers |= await self._create(session, missing)
        return [_sealed(ciphers[subject], subject, clear) for subject, clear in items]

    async def open_many(self, session: AsyncSession, items: Sequence[tuple[int, bytes]]) -> list[bytes | None]:
        """This will open each (subject, sealed); ``None`` where the subject's key was destroyed."""
        ciphers = await self._ciphers(session, {subject for subject, _ in items})
        return [_opened(ciphers.get(subject), subject, sealed) for subject, sealed in items]

    async def shred(self, session: AsyncSession, subjects: Sequence[int]) -> int:
        """This will destroy the subjects' data keys and tell how many there were."""
        done = await session.execute(
            text("DELETE FROM vault_keys WHERE subject = ANY(:subjects) RETURNING 1"), {"subjects": list(subjects)}
        )
        return len(done.all())

    async def opens_any(self, session: AsyncSession) -> bool | None:
        """This will tell whether any of a few data keys can be unwrapped; ``None`` where there are none."""
        held = (await session.execute(text(_SOME))).all()
        if not held:
            return None
        for subject, wrapped in held:
            try:
                self._unwrapped(subject, bytes(wrapped))
            except InvalidTag:
                continue
            return True
        return False

    async def _ciphers(self, session: AsyncSession, subjects: Iterable[int]) -> dict[int, AESGCM]:
        found = await session.execute(text(_FIND), {"subjects": _array(subjects)})
        return {subject: AESGCM(self._unwrapped(subject, bytes(wrapped))) for subject, wrapped in found}

    async def _create(self, session: AsyncSession, subjects: set[int]) -> dict[int, AESGCM]:
        """Makes a data key for each; where another transaction was faster, its key is taken."""
        ordered = sorted(subjects)  # one order for everybody, so that two transactions never wait for each other
        random = os.urandom(_MADE_BYTES * len(ordered))
        made = {
            subject: random[start : start + _MADE_BYTES]
            for subject, start in zip(ordered, range(0, len(random), _MADE_BYTES), strict=True)
        }
        wrapped = b"".join([self._wrapped(subject, drawn) for subject, drawn in made.items()])
        stored = await session.scalars(text(_CREATE), {"subjects": _array(ordered), "wrapped": wrapped})
        ours = set(stored)
        ciphers = {subject: AESGCM(drawn[:_KEY_BYTES]) for subject, drawn in made.items() if subject in ours}
        return ciphers if len(ours) == len(made) else ciphers | await self._ciphers(session, subjects - ours)

    def _wrapped(self, subject: int, drawn: bytes) -> bytes:
        nonce = drawn[_KEY_BYTES:]
        return nonce + self._keys.wrapping.encrypt(nonce, drawn[:_KEY_BYTES], _bytes(subject))

    def _unwrapped(self, subject: int, wrapped: bytes) -> bytes:
        return self._keys.wrapping.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], _bytes(subject))


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, b"huoshui", purpose).derive(master)


def _bytes(subject: int) -> bytes:
    return subject.to_bytes(8, "big", signed=True)


def _sealed(cipher: AESGCM, subject: int, clear: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, clear, _bytes(subject))


def _opened(cipher: AESGCM | None, subject: int, sealed: bytes) -> bytes | None:
    if cipher is None:
        return None
    try:
        return cipher.decrypt(bytes(sealed[:_NONCE_BYTES]), bytes(sealed[_NONCE_BYTES:]), _bytes(subject))
    except InvalidTag:  # the key was destroyed and made anew for a person who came back
        return None


def _array(subjects: Iterable[int]) -> str:
    """An array as PostgreSQL reads it from text: a list would be sent number by number."""
    return f"{{{','.join(map(str, subjects))}}}"


_SOME = "SELECT subject, wrapped FROM vault_keys LIMIT 20"
_FIND = "SELECT subject, wrapped FROM vault_keys WHERE subject = ANY(CAST(:subjects AS bigint[]))"
# All wrapped keys come as one value, which is cut up there: an array of them takes several times as long to send.
_CREATE = f"""
    INSERT INTO vault_keys (subject, wrapped)
    SELECT subject, substr(CAST(:wrapped AS bytea), (place::int - 1) * {_WRAPPED_BYTES} + 1, {_WRAPPED_BYTES})
    FROM unnest(CAST(:subjects AS bigint[])) WITH ORDINALITY AS given (subject, place)
    ON CONFLICT DO NOTHING RETURNING subject
"""
