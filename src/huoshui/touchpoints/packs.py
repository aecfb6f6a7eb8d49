"""The HTTP door of print packs: codes of every kind in one file, as a printer takes them."""

import asyncio
from typing import Annotated, Final

from fastapi import Query, Request, Response

from huoshui.bedrock.http import PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.touchpoints import finding, redirect
from huoshui.touchpoints.api import Reading
from huoshui.touchpoints.codes.contract import SLUG
from huoshui.touchpoints.codes.printing import Paper, Print, pack
from huoshui.touchpoints.contract import HookKind, NothingToPrint
from huoshui.touchpoints.landing import door as landing
from huoshui.touchpoints.stores import door as stores

router = Doors(tags=["touchpoints"])

MOST_PRINTS: Final = 60
_PATHS: Final = {HookKind.LINK: redirect.PATH, HookKind.STORE_CODE: stores.PATH}
_WORDS: Final = {
    HookKind.LINK: "微信扫一扫，马上打开",
    HookKind.CODE: "微信扫码，添加我们",
    HookKind.GROUP_CODE: "微信扫码，进群聊聊",
    HookKind.STORE_CODE: "微信扫码，找到离你最近的门店",
    HookKind.PAGE: "微信扫一扫，看看有什么",
}
"""What stands below a code where nobody said something better."""

Printed = Annotated[str, Query(pattern=rf"^({'|'.join(_WORDS)}):{SLUG}$", description="its kind and code: code:desk")]


@router.get("/print-pack.pdf", responses=refuses(NothingToPrint), response_class=Response)
async def print_pack(
    request: Request, platform: PlatformDep, _viewer: Reading, session: Session,
    code: Annotated[list[Printed], Query(min_length=1, max_length=MOST_PRINTS)],
    paper: Annotated[Paper, Query(description="`a4_cards`: four on a sheet, with lines to cut along")] = Paper.A4_CARDS,
    words: Annotated[str, Query(max_length=40, pattern=r"^[^\x00]*$", description="what stands below each code")] = "",
) -> Response:  # fmt: skip
    """Short links, live codes, group codes, store codes and landing pages as one PDF: a sheet each, or four cards."""
    base = (platform.settings.public_url or str(request.base_url)).rstrip("/")
    prints = []
    for one in dict.fromkeys(code):
        kind, _, name = one.partition(":")
        hook = await finding.hook(session, kind=HookKind(kind), code=name)
        if hook is None:
            raise NothingToPrint(kind=kind, code=name)
        address = f"{base}{_PATHS.get(hook.kind, landing.PATH)}{hook.code}"
        prints.append(Print(address, hook.name, words or _WORDS[hook.kind]))
    content = await asyncio.to_thread(pack, prints, paper=paper)
    named = f'attachment; filename="codes-{paper.value}.pdf"'
    return Response(content, media_type="application/pdf", headers={"Content-Disposition": named})
