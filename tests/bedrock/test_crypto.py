"""Keys and vault: what is sealed opens for its subject only, until the subject's key is destroyed."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Keys, Vault, WrongMasterKey, mask

KEYS = Keys(b"k" * 32)


class TestKeys:
    @given(st.text(min_size=1), st.text())
    def test_fingerprints_are_positive_and_steady(self, namespace: str, value: str) -> None:
        try:
            f"{namespace}{value}".encode()
        except UnicodeEncodeError:
            return
        identity = KEYS.fingerprint(namespace, value)
        assert 0 <= identity < 2**63
        assert identity == Keys(b"k" * 32).fingerprint(namespace, value)

    def test_tell_namespaces_and_installations_apart(self) -> None:
        same = {
            KEYS.fingerprint("phone", "1"),
            KEYS.fingerprint("email", "1"),
            Keys(b"j" * 32).fingerprint("phone", "1"),
        }
        assert len(same) == 3

    def test_refuse_to_open_what_was_changed(self) -> None:
        sealed = bytearray(KEYS.seal(b"water"))
        assert KEYS.open(bytes(sealed)) == b"water"
        sealed[-1] ^= 1
        with pytest.raises(InvalidTag):
            KEYS.open(bytes(sealed))

    def test_are_made_once_for_their_owner_only(self, tmp_path: Path) -> None:
        path = tmp_path / "keys" / "master.key"
        first = Keys.of_file(path)
        assert path.stat().st_mode & 0o777 == 0o600
        assert first.fingerprint("phone", "1") == Keys.of_file(path).fingerprint("phone", "1")

    def test_are_not_made_of_what_is_no_key(self, tmp_path: Path) -> None:
        path = tmp_path / "master.key"
        path.write_bytes(b"k" * 31)
        with pytest.raises(WrongMasterKey, match="has 31 bytes, not 32"):
            Keys.of_file(path)
        assert path.read_bytes() == b"k" * 31


class TestVault:
    async def test_knows_the_keys_that_it_was_filled_under(self, session: AsyncSession) -> None:
        await session.execute(text("DELETE FROM vault_keys"))
        assert await Vault(KEYS).opens_any(session) is None
        await Vault(KEYS).seal_many(session, [(1, b"x"), (2, b"y")])
        assert await Vault(KEYS).opens_any(session) is True
        assert await Vault(Keys(b"j" * 32)).opens_any(session) is False

    async def test_opens_for_the_subject_it_was_sealed_for(self, session: AsyncSession) -> None:
        vault = Vault(KEYS)
        sealed = await vault.seal_many(session, [(1, b"a"), (2, b"b"), (1, b"c")])
        assert await vault.open_many(session, list(zip([1, 2, 1], sealed, strict=True))) == [b"a", b"b", b"c"]
        assert await vault.open_many(session, [(2, sealed[0])]) == [None]

    async def test_forgets_for_ever_when_a_key_is_shredded(self, session: AsyncSession) -> None:
        vault = Vault(KEYS)
        (sealed,) = await vault.seal_many(session, [(1, b"a")])
        assert await vault.shred(session, [1, 2]) == 1
        assert await vault.open_many(session, [(1, sealed)]) == [None]
        await vault.seal_many(session, [(1, b"new")])
        assert await vault.open_many(session, [(1, sealed)]) == [None]


class TestMask:
    @pytest.mark.parametrize(
        ("kind", "clear", "shown"),
        [("phone", "+8613812345678", "138****5678"), ("phone", "110", "****"), ("email", "wang@x.cn", "w***@x.cn"),
         ("name", "王小明", "王**"), ("address", "上海市黄浦区人民大道200号", "上海市黄浦区****")],
    )  # fmt: skip
    def test_shows_little(self, kind: str, clear: str, shown: str) -> None:
        assert mask(kind, clear) == shown
