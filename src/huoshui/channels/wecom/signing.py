"""
Who wrote a callback, and what it says: WeCom's signature and cipher, and the signature its JavaScript asks for.

https://developer.work.weixin.qq.com/document/path/90968 (callbacks), https://developer.work.weixin.qq.com/document/path/90506
(JavaScript).
"""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

RANDOM_BYTES: Final = 16
_BLOCK_BYTES: Final = 32
"""WeCom pads to 32 bytes, twice the cipher's own block."""
_LENGTH_BYTES: Final = 4
_AES_KEY: Final = re.compile(r"[A-Za-z0-9]{43}")


class UnfitKey(ValueError):
    """An EncodingAESKey is 43 letters and digits, as WeCom's console makes them."""


class NotGenuine(ValueError):
    """This was not written by WeCom for us; the text says which check told."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands in the address beside a callback."""

    signature: str
    timestamp: str
    nonce: str


class Seal:
    """
    Opens what WeCom sealed for one receiver, and seals as WeCom does.

    ``receive_id`` is the corp's id for an app of its own, the suite's id for a third party's, the app's id for an
    official account.

    :raises UnfitKey: if the EncodingAESKey is none
    """

    def __init__(self, *, token: str, encoding_aes_key: str, receive_id: str) -> None:
        if not _AES_KEY.fullmatch(encoding_aes_key):
            raise UnfitKey
        key = base64.b64decode(encoding_aes_key + "=")
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16]))
        self._token = token
        self._receive_id = receive_id.encode()

    def open(self, encrypted: str, stamp: Stamp) -> bytes:
        """
        This will give what was sealed, once its signature and its receiver are found to be right.

        :raises NotGenuine: if one of them is not
        """
        signed = self.sign(encrypted, timestamp=stamp.timestamp, nonce=stamp.nonce)
        if not hmac.compare_digest(signed.encode(), stamp.signature.encode(errors="replace")):
            raise NotGenuine("signature")
        return self._unsealed(encrypted)

    def seal(self, message: bytes, *, random: bytes) -> str:
        """This will seal a message; ``random`` are `RANDOM_BYTES` bytes that nobody can foresee."""
        length = len(message).to_bytes(_LENGTH_BYTES, "big")
        padder = PKCS7(_BLOCK_BYTES * 8).padder()
        padded = padder.update(random + length + message + self._receive_id) + padder.finalize()
        encryptor = self._cipher.encryptor()
        return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()

    def sign(self, encrypted: str, *, timestamp: str, nonce: str) -> str:
        """This will give the ``msg_signature`` that goes with a sealed message."""
        parts = sorted((self._token, timestamp, nonce, encrypted))
        return hashlib.sha1("".join(parts).encode(errors="replace"), usedforsecurity=False).hexdigest()

    def _unsealed(self, encrypted: str) -> bytes:
        try:
            decryptor, unpadder = self._cipher.decryptor(), PKCS7(_BLOCK_BYTES * 8).unpadder()
            padded = decryptor.update(base64.b64decode(encrypted, validate=True)) + decryptor.finalize()
            content = unpadder.update(padded) + unpadder.finalize()
        except (binascii.Error, ValueError):
            raise NotGenuine("cipher") from None
        start = RANDOM_BYTES + _LENGTH_BYTES
        end = start + int.from_bytes(content[RANDOM_BYTES:start], "big")
        if not start <= end <= len(content):
            raise NotGenuine("length")
        if not hmac.compare_digest(content[end:], self._receive_id):
            raise NotGenuine("receiver")
        return content[start:end]


def js_signature(*, ticket: str, nonce: str, timestamp: int, url: str) -> str:
    """
    This will sign a page for WeCom's JavaScript; what follows ``#`` in its address is left out.

    The ticket is the corp's for ``wx.config`` and the app's for ``agentConfig``.
    """
    page = url.partition("#")[0]
    signed = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={page}"
    return hashlib.sha1(signed.encode(), usedforsecurity=False).hexdigest()
