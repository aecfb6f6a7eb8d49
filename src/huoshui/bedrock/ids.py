"""
Identifiers of our own making: 63-bit numbers inside, thirteen letters and digits outside (JavaScript keeps 53 bits).
"""

import secrets

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUE = {digit: index for index, digit in enumerate(_DIGITS)}
_LENGTH = 13


def render(number: int) -> str:
    """This will write a 63-bit number as thirteen Crockford base-32 characters, e.g. ``0c8mz4f2h6k1t``."""
    letters = []
    for _ in range(_LENGTH):
        letters.append(_DIGITS[number & 31])
        number >>= 5
    return "".join(reversed(letters))


def parse(text: str) -> int:
    """
    This will read what `render` wrote.

    :raises ValueError: if it is not thirteen such characters or above 63 bits
    """
    if len(text) != _LENGTH:
        msg = "an id has thirteen characters"
        raise ValueError(msg)
    number = 0
    for letter in text.lower():
        if letter not in _VALUE:
            msg = f"{letter!r} does not occur in an id"
            raise ValueError(msg)
        number = number << 5 | _VALUE[letter]
    if number >> 63:
        msg = "an id has 63 bits"
        raise ValueError(msg)
    return number


def fresh() -> int:
    """This will make a random 63-bit number."""
    return secrets.randbits(63)
