"""A landing page as a phone gets it: one answer, no script, the picture inside, the code the only other request."""

import base64
from html import escape
from typing import Final
from urllib.parse import urlsplit

from huoshui.touchpoints.landing.contract import PagePlan, Shown

_PAGE: Final = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
<style>*{{box-sizing:border-box}}body{{margin:0;min-height:100vh;font:16px/1.65 system-ui,"PingFang SC",
"Microsoft YaHei",sans-serif;background:#eef3f3;color:#1c2b33}}main{{max-width:26rem;margin:0 auto;
min-height:100vh;background:#fff;padding-bottom:2rem}}img{{display:block}}
.top{{width:100%;height:auto}}.poster{{position:relative}}
.poster .top{{height:100%}}.poster .code{{position:absolute;height:auto;aspect-ratio:1;margin:0;padding:0;border:0;
border-radius:0;font-size:.85rem;text-align:center}}section{{padding:1.5rem 1.5rem 0;
text-align:center}}h1{{font-size:1.4rem;line-height:1.35;margin:0 0 .5rem}}p{{margin:.25rem 0;color:#475a64;
white-space:pre-line}}.code{{width:15rem;height:15rem;margin:1.25rem auto .75rem;padding:.6rem;border:1px solid #dbe4e6;
border-radius:14px;object-fit:contain}}.hint{{color:#0b7a75;font-weight:600}}.wait{{display:grid;place-items:center}}
small{{display:block;margin-top:1.5rem;color:#66777f;font-size:.8rem;line-height:1.5}}@media(prefers-color-scheme:dark){{
body{{background:#0c1316;color:#e8eef0}}main{{background:#142026}}p{{color:#a9b8bf}}.code{{background:#fff}}small{{
color:#8fa0a8}}.hint{{color:#4fc3bb}}}}</style>
<main>{top}<section><h1>{title}</h1>{words}{code}{consent}</section></main></html>"""
HINT: Final = "长按识别二维码，添加我们"
CONSENT: Final = "添加后，我们会记录您从这里来，并只为服务您而联系您；您可随时删除或退订。"
_CLOSED: Final = '<p role="status">活动暂时打不开，请稍后再来。</p><p lang="en">This is closed for now.</p>'
_SOON: Final = "二维码马上就好，请刷新一次。"


def rendered(shown: Shown) -> str:
    """This will write the page."""
    plan = shown.plan
    return _PAGE.format(
        title=escape(plan.title), top=_poster(shown) if shown.poster else _top(shown),
        words=f"<p>{escape(plan.words)}</p>" if plan.words else "",
        code=_code(shown, plan) if shown.open else _CLOSED,
        consent=f"<small>{escape(plan.consent or CONSENT)}</small>" if shown.open else "",
    )  # fmt: skip


def policy(shown: Shown) -> str:
    """This will give the page's Content-Security-Policy: nothing runs, and pictures come from the platform alone."""
    parts = urlsplit(shown.code_picture)
    platform = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:{platform}; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'"
    )


def _top(shown: Shown) -> str:
    return "" if shown.picture is None else _picture(shown.picture, shown.picture_type)


def _poster(shown: Shown) -> str:
    """The poster, and in its square the live code, which opens by a long press as it does below a picture."""
    poster = shown.poster
    assert poster is not None  # noqa: S101 the caller looked
    place = f"left:{poster.left:.2%};top:{poster.top:.2%};width:{poster.side:.2%}"
    if not shown.open:
        code = ""
    elif shown.code_picture:
        code = _code_picture(shown, f' style="{place}"')
    else:
        code = f'<p class="code wait" role="status" style="{place}">{_SOON}</p>'
    picture = _picture(poster.picture, poster.picture_type)
    return f'<div class="poster" style="aspect-ratio:{poster.ratio:.4f}">{picture}{code}</div>'


def _picture(content: bytes, kind: str) -> str:
    return f'<img class="top" alt="" src="data:{kind};base64,{base64.b64encode(content).decode()}">'


def _code(shown: Shown, plan: PagePlan) -> str:
    if not shown.code_picture:
        return "" if shown.poster else f'<p class="code wait" role="status">{_SOON}</p>'
    code = "" if shown.poster else _code_picture(shown, ' width="240" height="240"')
    return f'{code}<p class="hint">{escape(plan.hint or HINT)}</p>'


def _code_picture(shown: Shown, how: str) -> str:
    picture = escape(shown.code_picture, quote=True)
    return f'<img class="code" src="{picture}"{how} alt="二维码 QR code" fetchpriority="high">'
