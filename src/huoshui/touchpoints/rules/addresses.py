"""Addresses that links lead to: which may be, and what is put into them."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from huoshui.touchpoints.contract import NotAnAddress

_LONGEST = 2_000
_LONGEST_NAME, _LONGEST_VALUE = 40, 300
_TELLING = re.compile(
    r"(utm_\w{1,30}|\w{0,20}click_?id|\w{1,4}clid|(gdt|bd|qz)_(vid|gdt)|qz_gdt|callback|track_?id|request_?id|"
    r"(ad|aid|cid|creative|campaign|promotion|project|material|unit|plan|content|note|video)_?id|scene|channel|qr)$",
    re.IGNORECASE,
)
"""Names by which platforms and brands pass on what brought somebody."""
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")
"""What stands in an address as it is."""
_WEB = frozenset({"http", "https"})
_ACQUISITION = ("work.weixin.qq.com", "/ca/")
_ENTRY = re.compile(r"https://(wxaurl|wxmpurl)\.cn/[^/?#]+$|weixin://dl/business/\?t=[^&#]+$")
_LONGEST_CUSTOM = 256
"""Of what is added to an entry, encoded: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/url-link.html."""
_NEVER = frozenset({"javascript", "data", "vbscript", "file", "blob", "about", "view-source"})


def checked(url: str) -> str:
    """
    This will let an address pass that a link may lead to: of the web, or a deep link into an application.

    :raises NotAnAddress: if it is none, or one that runs something
    """
    if len(url) > _LONGEST:
        raise NotAnAddress(url=f"{url[:60]}…", why=f"it is longer than {_LONGEST} characters")
    if any(letter.isspace() or ord(letter) < 0x20 for letter in url):
        raise NotAnAddress(url=url, why="it holds a space or a control character")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAnAddress(url=url, why="it cannot be read") from None
    if not parts.scheme:
        raise NotAnAddress(url=url, why="it does not begin with https:// or another scheme")
    if parts.scheme.lower() in _NEVER:
        raise NotAnAddress(url=url, why=f"{parts.scheme}: runs or opens something else than a page")
    if is_web(url) and (not parts.hostname or port == 0):
        raise NotAnAddress(url=url, why="it names no host")
    return url


def kept(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """
    This will give those parameters of an opened link that say where somebody came from: UTM, click ids, campaigns.

    All go along; no others are kept, because anything may stand in them, a phone number too.
    """
    return {name[:_LONGEST_NAME]: value[:_LONGEST_VALUE] for name, value in given if _telling(name)}


@lru_cache(maxsize=4096)
def _telling(name: str) -> bool:
    return _TELLING.match(name) is not None


def without_query(url: str) -> str:
    """This will give an address as far as it names a page."""
    return url.partition("?")[0].partition("#")[0]


def is_web(url: str) -> bool:
    """This will tell whether a browser can be sent there; a deep link must be tapped."""
    return url.partition(":")[0].lower() in _WEB


@lru_cache(maxsize=4096)
def is_acquisition(url: str) -> bool:
    """This will tell whether an address is a WeCom acquisition link (获客链接), by which staff is added unscanned."""
    parts = urlsplit(url)
    host, path = _ACQUISITION
    return parts.hostname == host and parts.path.startswith(path)


@lru_cache(maxsize=4096)
def is_entry(url: str) -> bool:
    """This will tell whether an address opens a mini-program (URL Link, URL Scheme), with nothing added to it yet."""
    return _ENTRY.match(url) is not None


def entered(url: str, *, own: str, given: Iterable[tuple[str, str]], marks: Iterable[tuple[str, str]]) -> str:
    """
    This will give the entry that one click leads to: what the mini-program hears beside the page's ``own`` query.

    ``marks`` go first, then those of ``given`` that say where somebody came from, as far as the platform takes them.
    """
    taken = {name for name, _ in parse_qsl(own, keep_blank_values=True)}
    said = ""
    for name, value in [*marks, *kept(given).items()]:
        longer = f"{said}{'&' if said else ''}{urlencode([(name, value)])}"
        if name not in taken and len(quote(longer, safe="")) <= _LONGEST_CUSTOM:
            taken.add(name)
            said = longer
    return f"{url}{'?' if is_web(url) else '&'}cq={quote(said, safe='')}" if said else url


def filled(url: str, *, given: Iterable[tuple[str, str]], marks: Iterable[tuple[str, str]], click: str) -> str:
    """
    This will give the address that one click leads to.

    ``{click_id}`` in it becomes the click's id. Of a page on the web, ``given`` parameters (those that the link was
    opened with: UTM, an advertisement's click id) are added where the address does not have them, and ``marks`` always.
    """
    if is_web(url):
        head, query, tail, own = _apart(url)
        taken = own.union([name for name, _ in marks])
        added = _encoded([*((name, value) for name, value in given if name not in taken), *marks])
        url = f"{head}{'?' if query or added else ''}{query}{'&' if query and added else ''}{added}{tail}"
    return url.replace("{click_id}", click).replace("%7Bclick_id%7D", click)


def _encoded(given: Sequence[tuple[str, str]]) -> str:
    """Parameters as an address has them; plain ones need no encoding, and most are."""
    if all(_PLAIN.fullmatch(name) and _PLAIN.fullmatch(value) for name, value in given):
        return "&".join([f"{name}={value}" for name, value in given])
    return urlencode(given)


@lru_cache(maxsize=4096)
def _apart(url: str) -> tuple[str, str, str, frozenset[str]]:
    """What stands before the query, the query, the fragment with its sign, and the names of the parameters."""
    parts = urlsplit(url)
    named = frozenset(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    tail = f"#{parts.fragment}" if parts.fragment else ""
    return urlunsplit(parts._replace(query="", fragment="")), parts.query, tail, named
