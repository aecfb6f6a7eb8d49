"""
Personal data stops at the door: what goes to the event store shows of a phone, email, name or address only a mask.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
import orjson

from huoshui.bedrock.masks import mask

PERSONAL_TRAITS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "phone",
            "mobile",
            "tel",
            "telephone",
            "cellphone",
            "phone_number",
            "mobile_phone",
            "mobile_number",
            "contact_phone",
            "手机",
            "手机号",
            "手机号码",
            "电话",
            "电话号码",
            "联系电话",
            "联系手机",
            "联系方式",
            "收货电话",
            "收货人电话",
            "收货人手机",
            "收货人手机号",
            "收件人电话",
            "收件人手机",
        ),
        "phone",
    ),
    **dict.fromkeys(("email", "e_mail", "mail", "email_address", "邮箱", "邮箱地址", "电子邮箱", "电子邮件"), "email"),
    **dict.fromkeys(
        (
            "name",
            "full_name",
            "fullname",
            "first_name",
            "firstname",
            "last_name",
            "lastname",
            "real_name",
            "realname",
            "姓名",
            "真实姓名",
            "名字",
            "收货人",
            "收货人姓名",
            "收件人",
            "收件人姓名",
            "联系人",
            "联系人姓名",
            "客户姓名",
            "会员姓名",
            "买家姓名",
        ),
        "name",
    ),
    **dict.fromkeys(
        (
            "address",
            "street",
            "detail_address",
            "shipping_address",
            "home_address",
            "地址",
            "详细地址",
            "收货地址",
            "收件地址",
            "联系地址",
            "通讯地址",
            "家庭住址",
            "家庭地址",
        ),
        "address",
    ),
}
"""Trait name (lower case, words joined by ``_``) to the kind of personal data it holds."""

_PERSON_OBJECTS = {"receiver", "buyer", "customer", "contact", "user", "traits", "consignee", "shipping", "billing"}
_PRODUCT = {"sku", "product_id", "products"}
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}")
_SMALLEST_PHONE = 13_000_000_000
_MOST_CLEAN = 20_000
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[\s\-]+")
_KEY_WORDS = re.compile(r"(?:^|_)(?:id|no|key|code|sku|hash|url|token)s?$")


def kind_of(name: str) -> str | None:
    """This will tell which kind of personal data a property of that name holds, if any."""
    return PERSONAL_TRAITS.get(_WORDS.sub("_", name).lower())


class _CleanKeys(set[str]):
    """Property names that were found to hold nothing personal; bounded, because names come from outside."""

    def all_of(self, properties: Mapping[str, Any]) -> bool:
        """This will tell whether all the names are clean, remembering those that it had to look at."""
        if self.issuperset(properties):
            return True
        for key in properties:
            name = _WORDS.sub("_", key).lower()
            if name in _PERSON_OBJECTS or (name in PERSONAL_TRAITS and name != "name"):
                return False
            if len(self) < _MOST_CLEAN:
                self.add(key)
        return True


_clean_keys = _CleanKeys()


def suspicious(document: bytes) -> bool:
    """This will tell whether a JSON document may hold personal data; cheap, and wrong only towards caution."""
    return b"@" in document or not _is_plain(orjson.loads(document))


def _is_plain(properties: Mapping[str, Any]) -> bool:
    if not _clean_keys.all_of(properties):
        return False
    for value in properties.values():
        kind = type(value)
        if kind is str:
            if 11 <= len(value) <= 16 and _PHONE.fullmatch(value):
                return False
        elif kind is int:
            if value >= _SMALLEST_PHONE and _PHONE.fullmatch(str(value)):
                return False
        elif kind is dict:
            if not _is_plain(value):
                return False
        elif kind is list and not all(_is_plain(item if type(item) is dict else {"": item}) for item in value):
            return False
    return True


def scrubbed(document: bytes) -> bytes:
    """This will mask the personal data in a JSON object and leave everything else as it is."""
    if len(document) <= 2 or not suspicious(document):
        return document
    clear = msgspec.json.decode(document)
    masked = _object(clear, of_person=False)
    return document if masked == clear else msgspec.json.encode(masked)


def masked_traits(traits: Mapping[str, Any]) -> dict[str, Any]:
    """This will mask what an identify states about a person, where the bare ``name`` is the person's."""
    return _object(traits, of_person=True)


def _object(value: Mapping[str, Any], *, of_person: bool) -> dict[str, Any]:
    masked = {key: _property(key, inner, of_person=of_person) for key, inner in value.items()}
    name = value.get("name")
    if not of_person and isinstance(name, str) and name and _names_somebody(value):
        masked["name"] = mask("name", name)
    return masked


def _names_somebody(value: Mapping[str, Any]) -> bool:
    """Whether the bare ``name`` is a person's, as on a form: beside it stands how to reach them, and no product."""
    words = {_WORDS.sub("_", key).lower() for key in value}
    return words.isdisjoint(_PRODUCT) and any(word != "name" and word in PERSONAL_TRAITS for word in words)


def _property(key: str, value: Any, *, of_person: bool) -> Any:  # noqa: ANN401 any JSON
    word = _WORDS.sub("_", key).lower()
    kind = PERSONAL_TRAITS.get(word)
    if kind and isinstance(value, str | int) and not isinstance(value, bool) and (of_person or word != "name"):
        return mask(kind, str(value)) if value != "" else value
    if kind == "address" and isinstance(value, Mapping):
        return dict.fromkeys(value, "****")
    return _value(value, key=word, of_person=of_person)


def _value(value: Any, *, key: str, of_person: bool) -> Any:  # noqa: ANN401 any JSON
    if isinstance(value, str):
        return _text(value, key)
    if isinstance(value, Mapping):
        return _object(value, of_person=of_person or key in _PERSON_OBJECTS)
    if isinstance(value, list):
        return [_value(item, key=key, of_person=of_person) for item in value]
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and _PHONE.fullmatch(str(value))
        and not _KEY_WORDS.search(key)
    ):
        return mask("phone", str(value))
    return value


def _text(value: str, key: str) -> str:
    if len(value) > 254 or _KEY_WORDS.search(key):
        return value
    if _EMAIL.fullmatch(value):
        return mask("email", value)
    if _PHONE.fullmatch(value):
        return mask("phone", value)
    return value
