"""What 巨量引擎 answers, as far as we read it: README.md links the models of its own SDK."""

from typing import Any

import msgspec


class GrantSaid(msgspec.Struct):
    """A pair of tokens; times are in seconds from now."""

    access_token: str
    refresh_token: str
    expires_in: int = 86_400
    refresh_token_expires_in: int = 2_592_000
    advertiser_ids: list[int | str] = []


class PageInfo(msgspec.Struct):
    """Which page it is, of how many."""

    page: int = 1
    total_page: int = 0
    total_number: int = 0


class LeadsPage(msgspec.Struct):
    """A page of leads, each as the platform writes it."""

    leads: list[dict[str, Any]] = msgspec.field(name="list", default_factory=list)
    page_info: PageInfo = msgspec.field(default_factory=PageInfo)


class AdSaid(msgspec.Struct):
    """Which advertisement an add of WeCom staff came from; ``convert_time`` is in Beijing."""

    click_id: str = ""
    ad_id: int | str = ""
    creative_id: int | str = ""
    channel: str = ""
    convert_time: str = ""


class AdFound(msgspec.Struct):
    """The answer about one add: empty where no advertisement brought it."""

    data: AdSaid | None = None
