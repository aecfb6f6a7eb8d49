"""The kinds of identifiers that channels hand us: what each can prove, and how its values are made alike."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from huoshui.channels.contract import Namespace, Normalizer, Strength, UnknownNamespace, Unusable

MAX_LENGTH = 255

_STRONG, _WEAK = Strength.STRONG, Strength.WEAK

REGISTRY: dict[str, Namespace] = {
    namespace.name: namespace
    for namespace in (
        Namespace("member_no", "会员号", 10, _STRONG, 1),
        Namespace("user_id", "用户编号", 20, _STRONG, 1),
        Namespace("wechat_unionid", "微信 UnionID", 30, _STRONG, 1, scoped=True),
        Namespace("wecom_external", "企业微信外部联系人", 40, _STRONG, 1, scoped=True),
        Namespace("wechat_openid", "微信 OpenID", 50, _STRONG, 1, scoped=True),
        Namespace("douyin_unionid", "抖音 UnionID", 54, _STRONG, 1, scoped=True),
        Namespace("douyin_openid", "抖音 OpenID", 56, _STRONG, 1, scoped=True),
        Namespace("doudian_openid", "抖店买家", 58, _STRONG, 3, scoped=True),
        Namespace("youzan_openid", "有赞买家", 60, _STRONG, 3, scoped=True),
        Namespace("taobao_omid", "淘宝会员通", 62, _STRONG, 3, scoped=True),
        Namespace("taobao_ouid", "淘宝买家", 64, _STRONG, 3, scoped=True),
        Namespace("jd_openid", "京东买家", 66, _STRONG, 3, scoped=True),
        Namespace("xhs_openid", "小红书买家", 68, _STRONG, 3, scoped=True),
        Namespace("kuaishou_openid", "快手买家", 70, _STRONG, 3, scoped=True),
        Namespace("bilibili_openid", "B站用户", 72, _STRONG, 3, scoped=True),
        Namespace("weibo_uid", "微博用户", 74, _STRONG, 3),
        Namespace("phone", "手机号", 80, _STRONG, 3, personal=True),
        Namespace("email", "邮箱", 90, _STRONG, 5, personal=True),
        Namespace("device", "设备", 200, _WEAK, None),
        Namespace("anonymous", "匿名访客", 210, _WEAK, None),
    )
}

_BLOCKED = frozenset(
    {"null", "none", "nil", "nan", "undefined", "unknown", "n/a", "na", "not set", "not_set", "-1", "true", "false"}
    | {"anonymous", "guest", "visitor", "not_authenticated", "default", "test_user", "id", "email", "user_id", "userid"}
    | {"distinctid", "distinct_id", "[object object]", "[object null]", "[object undefined]"}
    | {"未知", "匿名", "游客", "无", "空", "暂无", "未填写", "未绑定", "未授权"}
)
_BLOCKED_PHONES = frozenset({"13800138000", "13000000000", "12345678900", "12345678901", "12345678910", "01234567890"})
_BLOCKED_EMAILS = frozenset(
    {"test@test.com", "none@none.com", "null@null.com", "na@na.com", "noemail@noemail.com", "no@email.com"}
)

_PLAIN = re.compile(r"(?![0-]*$|\d+\.\d+[eE]\d+$)[A-Za-z0-9][A-Za-z0-9_.:@/=-]{0,254}")
"""What needs no more than a look into the blocked list: not all zeros, no sign in front, nothing masked."""
_NOTHING = re.compile(r"[0-]*|[-–—_/.]+")
_MASKED = re.compile(r"[*＊•●]{2}")
_MASKED_PHONE = re.compile(r"[*＊•●]|\d[xX]{3,}\d")
_ENCIPHERED = re.compile(r"##.*|\$\$.*|~.+~|\$.+\$", re.DOTALL)
_SCIENTIFIC = re.compile(r"\d+\.\d+[eE]\+?\d+|\d+[eE]\+\d+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_AROUND = " \t\r\n\v\f\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200C))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What may surround a value: every blank, of width or of none."""
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})")
_ABROAD = re.compile(r"\+(?!86)[1-9][0-9]{6,14}")
_PUNCTUATION = re.compile(r"[\s()\-.‐‑‒–—−]+")
_REPEATED = re.compile(r"(\d)\1{6,}")
_PLAIN_EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_ANY_EMAIL = re.compile(r"[^\s@<>,;\"()]{1,64}@[^\s@<>,;\"()]+\.[^\s@<>,;\"().]{2,}")
_SCOPE = re.compile(r"[A-Za-z0-9_.@-]{1,100}")

_EMPTY, _TOO_LONG = Unusable("empty"), Unusable("too_long")
_MALFORMED, _IS_BLOCKED = Unusable("malformed"), Unusable("blocked")
_IS_MASKED, _IS_ENCIPHERED = Unusable("masked"), Unusable("ciphertext")


@lru_cache(maxsize=4096)
def of(namespace: str) -> Namespace:
    """
    This will find what a namespace can prove; a scoped one is written ``wechat_openid:<appid>``.

    :raises UnknownNamespace: if there is none of that name, or its scope is missing, unasked for or malformed
    """
    name, colon, scope = namespace.partition(":")
    found = REGISTRY.get(name)
    if found is None or found.scoped != bool(colon) or (colon and not _SCOPE.fullmatch(scope)):
        raise UnknownNamespace(namespace=namespace[:120])
    return found


def family(namespace: str) -> Namespace:
    """
    This will find a namespace with or without its scope: ``wechat_openid`` and ``wechat_openid:wx1`` are one family.

    :raises UnknownNamespace: if there is none of that name
    """
    found = REGISTRY.get(namespace.partition(":")[0])
    return of(namespace) if found is None or ":" in namespace else found


def known(namespace: str) -> bool:
    """This will tell whether `of` would find the namespace."""
    try:
        of(namespace)
    except UnknownNamespace:
        return False
    return True


def parse(reference: str) -> tuple[str, str]:
    """
    This will read ``namespace:value`` (or ``namespace:scope:value``) as people write it; the value is not normalized.

    :raises UnknownNamespace: if it does not start with a namespace that we know
    """
    name, _, rest = reference.strip().partition(":")
    found = REGISTRY.get(name)
    if found is None:
        raise UnknownNamespace(namespace=name[:120])
    if not found.scoped:
        return name, rest
    scope, _, value = rest.partition(":")
    of(f"{name}:{scope}")
    return f"{name}:{scope}", value


def normalize(namespace: str, raw: str) -> str | Unusable:
    """
    This will bring a value into its normal form, or say why it is no identifier; normal forms stay what they are.

    Phones become E.164 (mainland mobile numbers without a country code get +86), e-mail addresses lower case.

    :raises UnknownNamespace: if there is no such namespace
    """
    return _normalizer(namespace)(raw)


def rank(namespace: str) -> int:
    """This will give the namespace's place: the smallest rank is the strongest."""
    return of(namespace).rank


def strongest(identifiers: Sequence[tuple[str, str]]) -> int:
    """
    This will give the index of the strongest of some normalized (namespace, value), whatever their order.

    Equal ranks are told apart by namespace and value.
    """
    if len(identifiers) == 1:
        return 0
    keys = [(of(namespace).rank, namespace, value) for namespace, value in identifiers]
    return keys.index(min(keys))


@lru_cache(maxsize=4096)
def _normalizer(namespace: str) -> Normalizer:
    return _SPECIAL.get(of(namespace).name, _opaque)


def _opaque(raw: str) -> str | Unusable:
    if _PLAIN.fullmatch(raw):
        return _IS_BLOCKED if raw.lower() in _BLOCKED else raw
    value = _readable(raw)
    if isinstance(value, Unusable):
        return value
    return _unusable(value) or value


def _phone(raw: str) -> str | Unusable:
    mobile = _MOBILE.fullmatch(raw)
    if mobile is None:
        value = _readable(raw)
        if isinstance(value, Unusable):
            return value
        value = unicodedata.normalize("NFKC", value)
        return _telephone(value)
    digits = mobile.group(1)
    return _IS_BLOCKED if digits in _BLOCKED_PHONES else f"+86{digits}"


def _telephone(value: str) -> str | Unusable:
    if _MASKED_PHONE.search(value):
        return _IS_MASKED
    reason = _unusable(value)
    if reason:
        return reason
    digits = _PUNCTUATION.sub("", value.lstrip("'"))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    mobile = _MOBILE.fullmatch(digits)
    if mobile:
        return _IS_BLOCKED if mobile.group(1) in _BLOCKED_PHONES else f"+86{mobile.group(1)}"
    if digits in _BLOCKED_PHONES or _REPEATED.fullmatch(digits.lstrip("+")):
        return _IS_BLOCKED
    return digits if _ABROAD.fullmatch(digits) else _MALFORMED


def _email(raw: str) -> str | Unusable:
    value: str | Unusable = raw.lower()
    if not _PLAIN_EMAIL.fullmatch(raw.lower()):
        value = _readable(raw)
        if isinstance(value, Unusable):
            return value
        value = unicodedata.normalize("NFKC", value).lower().removeprefix("mailto:")
        reason = _unusable(value)
        if reason:
            return reason
        if not _ANY_EMAIL.fullmatch(value):
            return _MALFORMED
    if len(raw) > MAX_LENGTH:
        return _TOO_LONG
    return _IS_BLOCKED if value in _BLOCKED_EMAILS else value


def _member_no(raw: str) -> str | Unusable:
    return _opaque(raw if raw.isascii() else unicodedata.normalize("NFKC", raw))


def _readable(raw: str) -> str | Unusable:
    """The value without what surrounds it, composed; or why no engine of ours could keep it."""
    if "\x00" in raw:
        return _MALFORMED
    value = raw.strip(_AROUND)
    if not value:
        return _EMPTY
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return _MALFORMED
        value = unicodedata.normalize("NFC", value)
    if len(value) > MAX_LENGTH:
        return _TOO_LONG
    return _MALFORMED if _CONTROL.search(value) else value


def _unusable(value: str) -> Unusable | None:
    bare = value.strip("\"'`“”‘’ ").lower()
    if bare in _BLOCKED or _NOTHING.fullmatch(bare):
        return _IS_BLOCKED
    if _MASKED.search(value):
        return _IS_MASKED
    if _ENCIPHERED.fullmatch(value):
        return _IS_ENCIPHERED
    return _MALFORMED if _SCIENTIFIC.fullmatch(value) else None


_SPECIAL: dict[str, Normalizer] = {"phone": _phone, "email": _email, "member_no": _member_no}
