"""Who wrote a callback: the public vectors, and the law that nothing but what was sealed is ever opened."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import assume, example, given
from hypothesis import strategies as st

from huoshui.channels.wecom.signing import NotGenuine, Seal, Stamp, UnfitKey, js_signature

CAPTURED = json.loads((Path(__file__).parent / "captured" / "wechat_crypto_vectors.json").read_text("utf-8"))
VECTORS = CAPTURED["vectors"]
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
SEAL = Seal(token="QDG6eK", encoding_aes_key=KEY, receive_id="wx5823bf96d3bd56c7")
RANDOM = b"0123456789abcdef"


def seal_of(vector: dict[str, Any], **other: str) -> Seal:
    names = ("token", "encoding_aes_key", "receive_id")
    return Seal(**{**{name: vector[name] for name in names}, **other})


def stamp_of(vector: dict[str, Any], **other: str) -> Stamp:
    given = {"signature": vector["msg_signature"], "timestamp": vector["timestamp"], "nonce": vector["nonce"]}
    return Stamp(**{**given, **other})


def sealed(padded: bytes) -> tuple[str, Stamp]:
    """Encrypt and sign as one who knows the keys and means harm."""
    key = base64.b64decode(KEY + "=")
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    encrypted = base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()
    return encrypted, Stamp(SEAL.sign(encrypted, timestamp="1", nonce="n"), "1", "n")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
class TestVectors:
    def test_open(self, vector: dict[str, Any]) -> None:
        assert seal_of(vector).open(vector["encrypt"], stamp_of(vector)).decode() == vector["plaintext"]

    def test_are_sealed_to_the_same_letter(self, vector: dict[str, Any]) -> None:
        random = bytes.fromhex(vector["random16_hex"])
        assert seal_of(vector).seal(vector["plaintext"].encode(), random=random) == vector["encrypt"]

    def test_are_refused_with_another_signature(self, vector: dict[str, Any]) -> None:
        last = "0" if vector["msg_signature"][-1] != "0" else "1"
        with pytest.raises(NotGenuine, match="signature"):
            seal_of(vector).open(vector["encrypt"], stamp_of(vector, signature=vector["msg_signature"][:-1] + last))

    def test_are_refused_for_another_receiver(self, vector: dict[str, Any]) -> None:
        with pytest.raises(NotGenuine, match="receiver"):
            seal_of(vector, receive_id="wxother").open(vector["encrypt"], stamp_of(vector))

    def test_are_refused_with_another_token(self, vector: dict[str, Any]) -> None:
        with pytest.raises(NotGenuine, match="signature"):
            seal_of(vector, token="other").open(vector["encrypt"], stamp_of(vector))


class TestKey:
    @pytest.mark.parametrize(
        "key", ["", KEY[:42], KEY + "A", KEY[:42] + "=", KEY[:42] + "$", KEY[:42] + "é", KEY + "\n"]
    )
    def test_of_another_form_is_refused_before_anything_is_opened(self, key: str) -> None:
        with pytest.raises(UnfitKey):
            Seal(token="t", encoding_aes_key=key, receive_id="ww1")


class TestLaws:
    @given(st.binary(max_size=300), st.binary(min_size=16, max_size=16))
    def test_what_is_sealed_opens(self, message: bytes, random: bytes) -> None:
        encrypted = SEAL.seal(message, random=random)
        stamp = Stamp(SEAL.sign(encrypted, timestamp="1", nonce="n"), "1", "n")
        assert SEAL.open(encrypted, stamp) == message
        assert len(base64.b64decode(encrypted)) % 32 == 0

    @given(st.sampled_from(["encrypted", "signature", "timestamp", "nonce"]), st.integers(0), st.characters())
    def test_one_changed_character_is_refused(self, part: str, at: int, character: str) -> None:
        encrypted = SEAL.seal(b"water", random=RANDOM)
        said = {
            "signature": SEAL.sign(encrypted, timestamp="1409659813", nonce="1372623149"),
            "timestamp": "1409659813",
        }
        said |= {"nonce": "1372623149", "encrypted": encrypted}
        where = at % len(said[part])
        changed = said[part][:where] + character + said[part][where + 1 :]
        assume(changed != said[part])
        said[part] = changed
        with pytest.raises(NotGenuine):
            SEAL.open(said.pop("encrypted"), Stamp(**said))

    @given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
    @example("", "", "", "")
    def test_made_up_words_are_refused(self, encrypted: str, signature: str, timestamp: str, nonce: str) -> None:
        with pytest.raises(NotGenuine):
            SEAL.open(encrypted, Stamp(signature, timestamp, nonce))

    @given(st.binary(max_size=96).map(lambda content: content.ljust(-len(content) % 32 + len(content), b"\0")))
    @example(RANDOM + (2**32 - 1).to_bytes(4, "big") + b"wx5823bf96d3bd56c7" + bytes([26] * 26))
    @example(RANDOM + (5).to_bytes(4, "big") + b"waterwx5823bf96d3bd56c8" + bytes([21] * 21))
    @example(bytes([32] * 32))
    @example(b"")
    def test_what_is_inside_is_doubted_even_under_a_right_signature(self, padded: bytes) -> None:
        with pytest.raises(NotGenuine):
            SEAL.open(*sealed(padded))

    def test_what_is_no_base_64_is_refused_even_under_a_right_signature(self) -> None:
        for encrypted in ("é", "AAAA\n", "A", "====", "AAAA"):
            with pytest.raises(NotGenuine):
                SEAL.open(encrypted, Stamp(SEAL.sign(encrypted, timestamp="1", nonce="n"), "1", "n"))


class TestJavaScript:
    def test_signature_is_over_the_page_without_its_fragment(self) -> None:
        """The sample of https://developer.work.weixin.qq.com/document/path/90506."""
        ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
        page = "http://mp.weixin.qq.com?params=value"
        signed = js_signature(ticket=ticket, nonce="Wm3WZYTPz0wzccnW", timestamp=1414587457, url=page + "#wechat")
        expected = f"jsapi_ticket={ticket}&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url={page}"
        assert signed == hashlib.sha1(expected.encode()).hexdigest() == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"
