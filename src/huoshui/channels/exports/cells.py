"""One cell of an export, made clean: wrappers against spreadsheets, ways to write “nothing”, masks and ciphertext."""

import re

from huoshui.bedrock.masks import mask
from huoshui.channels import namespaces
from huoshui.channels.contract import Unusable

EMPTY = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "#N/A"})
"""What exports write for “nothing here”."""

_WRAPPERS = frozenset("'‘=\"")
_EDGES = " \t\r\n\v\f\u3000\xa0\ufeff\u200b\x00"
_CORRUPTED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2,3}")
_COUNTRY = re.compile(r"(?:\+|00)?86[-\s]*(?=1[3-9])")
_EXTENSION = re.compile(r"1[3-9]\d{9}\s*(?:-|转|#|,|_)\s*\d{1,6}")
_ENCIPHERED = re.compile(r"##.*|\$\$.*|~.+~|\$.+\$|[A-Za-z0-9+/=_-]{24,}", re.DOTALL)
_MASK = re.compile(r"[*＊•●]")
_MOBILE = 11

_PERSONAL = (
    (re.compile(r"手机|电话|联系方式|座机|固话|(?<![a-z])tel(?![a-z])|phone|mobile", re.IGNORECASE), "phone"),
    (re.compile(r"邮箱|e-?mail", re.IGNORECASE), "email"),
    (re.compile(r"地址(?!类型|编号|id)|address", re.IGNORECASE), "address"),
    (re.compile(r"身份证|证件号|护照|银行卡|开户|微信号|qq号|passport", re.IGNORECASE), "secret"),
    (re.compile(r"姓名|^(?:收货人|收件人|提货人|联系人|收货人/提货人)$|real_?name|full_?name", re.IGNORECASE), "name"),
)


USABLE, MASKED, CIPHERTEXT, VIRTUAL = "usable", "masked", "ciphertext", "virtual"
BLOCKED, MALFORMED, NOTHING = "blocked", "malformed", "empty"
KEY_STATES: dict[str, int] = {
    state: place for place, state in enumerate((USABLE, MASKED, CIPHERTEXT, VIRTUAL, BLOCKED, MALFORMED, NOTHING))
}
"""What a cell that should tell who the person is turned out to be, the best first."""


def clean(cell: str) -> str:
    """
    This will strip what protects a cell from spreadsheets (a TAB, a leading ``'``, ``="…"``) and turn “nothing” into
    ``""``.
    """
    if cell.isalnum():
        return cell
    text = cell.strip(_EDGES)
    if text[:1] in _WRAPPERS:
        text = _unwrapped(text)
    return "" if text in EMPTY else text


def _unwrapped(text: str) -> str:
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1].strip(_EDGES)
    if text[0] in "'‘":
        return text[1:].strip(_EDGES)
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].strip(_EDGES)
    return text


def corrupted(text: str) -> bool:
    """This will tell whether a spreadsheet has already destroyed a long number: ``6.92E+18``."""
    return _CORRUPTED.fullmatch(text) is not None


def key_of(namespace: str, text: str) -> tuple[str, str]:
    """
    This will judge a clean cell as an identifier of ``namespace``.

    Answers one of `KEY_STATES` and, when it is usable, the normal form. Privacy numbers with an extension
    (``132…-1234``)
    belong to the platform and expire: they identify nobody.
    """
    if not text:
        return NOTHING, ""
    if namespace == "phone" and not text.isdecimal():
        if text[3:7] == "****" and len(text) == _MOBILE:
            return MASKED, ""  # as nearly all masks look
        if _EXTENSION.fullmatch(text):
            return VIRTUAL, ""
        text = _COUNTRY.sub("", text, count=1)
    found = namespaces.normalize(namespace, text)
    if isinstance(found, Unusable):
        return _unusable(text, found.reason), ""
    if "*" in text and namespace not in {"phone", "email"}:
        return MASKED, ""
    return USABLE, found


def _unusable(text: str, reason: str) -> str:
    if reason == MASKED or _MASK.search(text):
        return MASKED
    if reason == CIPHERTEXT or _ENCIPHERED.fullmatch(text):
        return CIPHERTEXT
    return reason if reason in KEY_STATES else MALFORMED


def mask_allows(masked: str, phone: str) -> bool:
    """This will tell whether ``186****0005`` can be the phone ``+8618600000005``; what shows no digits allows any."""
    digits = phone.removeprefix("+86")
    shown = re.split(r"[*＊•●]+", _COUNTRY.sub("", masked, count=1))
    return digits.startswith(shown[0]) and digits.endswith(shown[-1])


def personal_kind(header: str) -> str | None:
    """This will tell which kind of personal data a column of that header holds (also ``secret``), if any."""
    for pattern, kind in _PERSONAL:
        if pattern.search(header):
            return kind
    return None


def masked_cell(kind: str, text: str) -> str:
    """This will mask a personal cell of a column that nothing maps, for keeping."""
    if _MASK.search(text):
        return text
    return "****" if kind == "secret" else mask(kind, _COUNTRY.sub("", text, count=1) if kind == "phone" else text)
