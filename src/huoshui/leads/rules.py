"""What a happening says of a lead, and what of that may be shown."""

from collections.abc import Mapping
from typing import Any, Final

from huoshui.bedrock.masks import mask
from huoshui.events.contract import Happening
from huoshui.leads.contract import Particulars

SUBMITTED: Final = "Lead Submitted"
FACTS: Final = (
    "form_id", "form_name", "click_id", "callback", "advertiser_id", "campaign_id", "ad_id", "ad_name", "creative_id",
    "content_id", "product",
)  # fmt: skip
_OWN: Final = frozenset(
    (*FACTS, "lead_id", "platform", "account", "city", "store_id", "phone", "email", "name", "form")
)
_LONGEST: Final = 300
_MOST_ANSWERS: Final = 60
_PLAIN_ANSWERS: Final = frozenset({"gender", "age", "city", "province", "product", "budget"})


def text(value: Any) -> str:  # noqa: ANN401 any JSON
    """This will give a text or number as a text that can be kept; empty where it is neither."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).replace("\x00", "").strip()[:_LONGEST]


def place(happening: Happening) -> tuple[str, str, str]:
    """This will tell by what a lead is known for ever: platform, account, and its number there."""
    said = happening.properties
    platform = text(said.get("platform")) or happening.channel
    return platform, text(said.get("account")), text(said.get("lead_id")) or happening.message_id


def facts(properties: Mapping[str, Any]) -> dict[str, str]:
    """This will give what is said of the advertisement, the form and the click."""
    return {name: said for name in FACTS if (said := text(properties.get(name)))}


def particulars(happening: Happening) -> Particulars:
    """This will give what is said about somebody; the phone in its normal form where it is one."""
    said = happening.properties
    phone = next((one.value for one in happening.identifiers if one.namespace == "phone"), "")
    form = said.get("form")
    asked = form if isinstance(form, dict) else {}
    rest = {name: value for name, value in said.items() if name not in _OWN}
    answers = [(text(name), text(value)) for name, value in {**rest, **asked}.items()]
    return Particulars(
        phone or text(said.get("phone")),
        text(said.get("email")),
        text(said.get("name")),
        dict([pair for pair in answers if all(pair)][:_MOST_ANSWERS]),
    )


def masked(clear: Particulars) -> Particulars:
    """This will leave what helps to recognize somebody; of a form's answers only those that name nobody."""
    return Particulars(
        mask("phone", clear.phone) if clear.phone else "",
        mask("email", clear.email) if clear.email else "",
        mask("name", clear.name) if clear.name else "",
        {name: value if name in _PLAIN_ANSWERS else "****" for name, value in clear.form.items()},
    )
