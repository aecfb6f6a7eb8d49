"""Whether a request comes from a robot or a preview rather than from somebody who wants to see the page."""

import re
from collections.abc import Mapping

from crawleruseragents import is_crawler

from huoshui.bedrock.memory import Memory

_OURS = re.compile(
    r"thirdlandingpagefeinfra|headlesschrome|facebookexternalhit|whatsapp|preview|python-|curl/|wget/|okhttp-probe|"
    r"go-http-client|java/\d|axios|postman|uptime|scrapy|libwww|node-fetch|httpx",
    re.IGNORECASE,
)
"""What the published list of crawlers does not name: preloaders of Chinese applications, and programs."""
_LOOKED_UP: Memory[str, str] = Memory(20_000)  # the published list has hundreds of patterns; agents come again


def robot_of(method: str, agent: str, headers: Mapping[str, str]) -> str:
    """
    This will give why a request is no person's (``head``, ``prefetch``, ``no-agent``, ``crawler``), or nothing.

    ``headers`` have small names, as ASGI gives them.
    """
    if method == "HEAD":
        return "head"
    purposes = (headers.get("purpose"), headers.get("sec-purpose"), headers.get("x-moz"), headers.get("x-purpose"))
    if any(purpose and ("prefetch" in purpose or "preview" in purpose) for purpose in purposes):
        return "prefetch"
    if not agent:
        return "no-agent"
    known = _LOOKED_UP.get(agent)
    if known is None:
        known = "crawler" if _OURS.search(agent) or is_crawler(agent) else ""
        _LOOKED_UP.put(agent, known)
    return known
