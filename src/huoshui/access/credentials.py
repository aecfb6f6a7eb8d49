"""Secrets: how they are made, and the little that we keep of them."""

import asyncio
import base64
import hashlib
import hmac
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from huoshui.access.contract import TOKEN_PREFIX
from huoshui.access.rules import normal_password

_SECRET_BYTES = 32
_HINT_LETTERS = 8

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
_threads = ThreadPoolExecutor(
    max_workers=2, thread_name_prefix="argon2"
)  # bounds the memory of a flood of logins: 2 × 64 MiB


def new_secret() -> str:
    """This will make a session's secret: 256 random bits."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def new_token() -> str:
    """This will make an API token: ``hs_`` and 256 random bits."""
    return TOKEN_PREFIX + secrets.token_urlsafe(_SECRET_BYTES)


def hint_of(token: str) -> str:
    """This will give the start of a token by which its owner recognizes it."""
    return token[:_HINT_LETTERS]


def digest(secret: str) -> bytes:
    """This will give what is stored of a random secret: its SHA-256; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def csrf_of(secret: str) -> str:
    """This will derive a session's CSRF token; who cannot read the cookie cannot make it, and nothing is stored."""
    made = hmac.digest(secret.encode(), b"huoshui csrf", "sha256")
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


async def hash_password(password: str) -> str:
    """This will hash a password with argon2id, away from the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, normal_password(password).encode())


async def matches(password: str, password_hash: str | None) -> bool:
    """
    This will compare a password with its hash, away from the event loop.

    Without a hash (nobody of that name) it takes as long and says no.
    """
    return await asyncio.get_running_loop().run_in_executor(_threads, _matches, password, password_hash)


def outdated(password_hash: str) -> bool:
    """This will tell whether a hash was made with weaker parameters than we use today."""
    return _hasher.check_needs_rehash(password_hash)


def _matches(password: str, password_hash: str | None) -> bool:
    try:
        _hasher.verify(password_hash or _nobodys(), normal_password(password).encode(errors="surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_bytes(_SECRET_BYTES))
