"""How a page is signed: https://developer.work.weixin.qq.com/document/path/90506."""

import hashlib
from urllib.parse import urlsplit

from huoshui.relations.sidebar.contract import NotASideBarAddress

PAGE = "/sidebar"


def signed(*, ticket: str, nonce: str, timestamp: int, url: str) -> str:
    """This will sign an address with a ticket; what stands behind its ``#`` does not count."""
    said = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url.partition('#')[0]}"
    return hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()


def check(url: str) -> None:
    """
    This will see that an address is the side bar's.

    :raises NotASideBarAddress: if it is another page's, which would be ours in WeCom's eyes by our signature
    """
    try:
        whole = urlsplit(url)
    except ValueError:
        raise NotASideBarAddress from None
    if whole.scheme not in {"http", "https"} or not whole.hostname or whole.path.rstrip("/") != PAGE:
        raise NotASideBarAddress
