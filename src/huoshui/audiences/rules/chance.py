"""Random buckets: a number from 0 to 9,999 for each person and salt, that never changes and ClickHouse gives too."""

import hashlib

from huoshui.audiences.contract.language import TEN_THOUSAND

_WHOLE = (1 << 64) - 1
_START = 0x4CF2D2BAAE6DA887


def seed(salt: str) -> int:
    """This will give a salt's 64 bits."""
    return int.from_bytes(hashlib.sha256(salt.encode()).digest()[:8], "big")


def number(salt: str, person: int) -> int:
    """This will give a person's number under a salt; in ClickHouse: ``intHash64(bitXor(person, seed)) % 10000``."""
    return int_hash_64(person ^ seed(salt)) % TEN_THOUSAND


def int_hash_64(value: int) -> int:
    """This will give ClickHouse's ``intHash64``: the finalizer of MurmurHash3 over the value, xored with a constant."""
    value ^= _START
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        value = (value ^ value >> 33) * factor & _WHOLE
    return value ^ value >> 33
