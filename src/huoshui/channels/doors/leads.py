"""
A lead in our words: which fields of a platform's say what, and whatever else the form asked.

Fields are named where they are documented (README.md); the names of other platforms' are understood as well, because
forms are made by people.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from huoshui.channels import namespaces
from huoshui.channels.contract import Unusable
from huoshui.channels.doors.contract import Held, Message, Told
from huoshui.channels.doors.reading import first, inner, member, word

_LEAD_IDS: Final = ("lead_id", "clue_id", "leads_id", "leadsId", "id", "track_id")
_PHONES: Final = (
    "phone",
    "telephone",
    "leads_telephone",
    "leads_tel",
    "mobile",
    "tel",
    "手机号",
    "手机",
    "电话",
    "联系电话",
)
_NAMES: Final = ("name", "user_name", "leads_name", "姓名", "称呼")
_EMAILS: Final = ("email", "leads_email", "邮箱")
_PLAIN: Final[Mapping[str, tuple[str, ...]]] = {
    "form_id": ("form_id", "page_id", "site_id"),
    "form_name": ("form_name", "page_name", "site_name", "component_name"),
    "city": ("city", "city_name", "leads_area", "location", "城市", "所在城市", "地区"),
    "click_id": ("click_id", "req_id", "track_id"),
    "callback": ("callback_param", "callback"),
    "advertiser_id": ("advertiser_id", "account_id"),
    "campaign_id": ("campaign_id", "project_id", "plan_id"),
    "ad_id": ("ad_id", "promotion_id", "adgroup_id", "unit_id"),
    "ad_name": ("ad_name", "promotion_name", "adgroup_name", "unit_name"),
    "creative_id": ("creative_id", "dynamic_creative_id", "adcreative_id"),
    "content_id": ("video_id", "note_id"),
    "product": ("product", "意向产品", "意向车型"),
    "store_id": ("store_id", "store_code", "门店编号"),
}
"""Property of “Lead Submitted” to the fields that may say it; none of them says who it is."""
_OWN: Final[Mapping[str, frozenset[str]]] = {
    "tencent_ads": frozenset({"leads_user_id", "leads_user_type"}),
    "oceanengine": frozenset({
        "advertiser_name", "allocation_status", "app_name", "clue_owner_name", "clue_source", "clue_state",
        "clue_state_name", "clue_type", "convert_status", "country_name", "date", "external_url",
        "follow_state_name", "intention_estimation", "mid_info", "module_id", "module_name", "system_tags", "tags",
    }),
}  # fmt: skip
"""What a platform's list says around a lead for its own books: nobody was asked for it."""
_LISTED: Final = {name for names in (_LEAD_IDS, _PHONES, _NAMES, _EMAILS, *_PLAIN.values()) for name in names}
_AT: Final = (
    "create_time_detail",
    "create_time",
    "leads_create_time",
    "created_at",
    "submit_time",
    "timestamp",
    "sign",
)
_FORMS: Final = ("form", "form_data", "fields", "custom_fields", "bundle", "remark_dict", "answers")
_MOST_FIELDS: Final = 40
_LONGEST_ANSWER: Final = 300


def told(message: Message, held: Held, platform: str, *, also: Sequence[tuple[str, str]] = ()) -> list[Told]:
    """
    This will say a message that is a lead as the event of our dictionary.

    A phone that is masked or enciphered names nobody: such a lead goes by its own number until a later one says more.
    """
    own = _OWN.get(platform, frozenset())
    fields = flattened({name: value for name, value in message.fields.items() if name not in own})
    phone, email = _usable("phone", first(fields, *_PHONES)), _usable("email", first(fields, *_EMAILS))
    identifiers = [*also, *(pair for pair in (("phone", phone), ("email", email)) if pair[1])]
    lead = message.id
    if not identifiers:
        identifiers = [("anonymous", f"lead:{platform}:{held.app_id}:{lead}"[:255])]
    plain = {name: said for name, names in _PLAIN.items() if (said := first(fields, *names))}
    personal = {"phone": phone or first(fields, *_PHONES), "email": email, "name": first(fields, *_NAMES),
                "form": asked(fields)}  # fmt: skip
    properties = {"lead_id": lead, "platform": platform, **plain}
    return [Told("Lead Submitted", identifiers, properties, {name: said for name, said in personal.items() if said})]


def number(fields: Mapping[str, Any]) -> str:
    """This will give the platform's number of a lead, empty where it has none."""
    return first(fields, *_LEAD_IDS)


def is_lead(fields: Mapping[str, Any]) -> bool:
    """This will tell whether an object says how somebody can be reached."""
    found = flattened(fields)
    return bool(
        first(found, *_PHONES, *_EMAILS, "weixin", "leads_wechat", "wechat", "qq", "微信", "微信号", "leads_user_id")
    )


def flattened(fields: Mapping[str, Any]) -> dict[str, Any]:
    """This will put what a form asked beside the fields that stand around it; what stands around wins."""
    found: dict[str, Any] = {}
    for name in _FORMS:
        said = inner(fields.get(name))
        if isinstance(said, dict):
            found |= said
        elif isinstance(said, list):
            found |= {word(one.get("name") or one.get("key") or one.get("label")): one.get("value")
                      for one in said if isinstance(one, dict)}  # fmt: skip
    found |= {name: value for name, value in fields.items() if name not in _FORMS}
    return {name.replace("\x00", "")[:100]: value for name, value in found.items() if name}


def asked(fields: Mapping[str, Any]) -> dict[str, str]:
    """This will give the answers of a form that no property of ours has, as they came."""
    found: dict[str, str] = {}
    for name, value in fields.items():
        if name in _LISTED or name in _AT or len(found) >= _MOST_FIELDS:
            continue
        said = word(value) or (", ".join(filter(None, map(word, value))) if isinstance(value, list) else "")
        if said:
            found[name] = said[:_LONGEST_ANSWER]
    return found


def within(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 any JSON
    """This will give the leads of an object, a list of them, or either as a text."""
    said = inner(value)
    if isinstance(said, list):
        return [one for one in map(member, said) if one]
    if isinstance(said, dict):
        for name in ("list", "leads", "clues", "data"):
            if isinstance(inner(said.get(name)), list | dict):
                return within(said[name])
        return [said]
    return []


def _usable(namespace: str, raw: str) -> str:
    if not raw:
        return ""
    value = namespaces.normalize(namespace, raw)
    return "" if isinstance(value, Unusable) else value
