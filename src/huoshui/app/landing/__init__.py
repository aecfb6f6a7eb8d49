"""The page at `/`: log in, see the channels, watch what arrives. One static file, nothing from outside."""

import base64
import hashlib
import re
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response

PAGE = resources.files(__name__).joinpath("index.html").read_bytes()
_TAG = f'"{hashlib.sha256(PAGE).hexdigest()[:20]}"'


def _digests(tag: bytes) -> str:
    inner = re.findall(b"<" + tag + b">(.*?)</" + tag + b">", PAGE, re.DOTALL)
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'" for text in inner)


HEADERS = {
    # the page runs its own script and nobody else's; style attributes carry the widths of bars
    "Content-Security-Policy": f"default-src 'none'; script-src {_digests(b'script')}; style-src 'unsafe-inline'; "
    "img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "ETag": _TAG,
}


async def landing(request: Request) -> Response:
    """This will show the page, or tell a browser that it has it already."""
    if request.headers.get("If-None-Match") == _TAG:
        return Response(status_code=304, headers=HEADERS)
    return Response(PAGE, media_type="text/html", headers=HEADERS)
