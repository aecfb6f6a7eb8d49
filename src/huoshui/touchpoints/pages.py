"""The few small pages that a short link shows when it cannot simply lead on: no script, no picture, under 2 kB."""

from html import escape
from typing import Final

from huoshui.touchpoints.contract import Outcome

_PAGE: Final = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
<style>body{{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.6 system-ui,"PingFang SC",
"Microsoft YaHei",sans-serif;background:#f6f8f9;color:#1c2b33}}main{{max-width:22rem;padding:2rem;text-align:center}}
h1{{font-size:1.25rem;margin:0 0 .25rem}}p{{margin:.25rem 0;color:#51646f}}a.go,button{{display:block;width:100%;
box-sizing:border-box;margin-top:1.25rem;padding:.8rem;border:0;border-radius:10px;background:#0b7a75;color:#fff;
font:inherit;text-decoration:none}}input{{width:100%;box-sizing:border-box;padding:.75rem;border:1px solid #7b8c96;
border-radius:10px;font:inherit;margin-top:1rem}}@media(prefers-color-scheme:dark){{body{{background:#10181c;
color:#e8eef0}}p{{color:#a9b8bf}}input{{background:#18242a;color:inherit}}}}</style>
<main><h1>{title}</h1>{body}</main></html>"""


def _page(title: str, body: str) -> str:
    return _PAGE.format(title=title, body=body)


NOTHING: Final = _page("这里没有内容", "<p>链接可能输错了，请核对后再试。</p><p lang=en>There is nothing here.</p>")
CLOSED: Final = {
    Outcome.EXPIRED: _page("活动已结束", "<p>这个链接已经过期。</p><p lang=en>This link has expired.</p>"),
    Outcome.PAUSED: _page("暂时打不开", "<p>这个链接暂停使用，请稍后再来。</p><p lang=en>This link is paused.</p>"),
    Outcome.FULL: _page("名额已满", "<p>来晚了一步，名额已经用完。</p><p lang=en>All places are taken.</p>"),
}


def password(*, wrong: str = "") -> str:
    """This will ask for a link's password, and say what was wrong with the last try."""
    said = f'<p role="alert">{escape(wrong)}</p>' if wrong else ""
    return _page(
        "请输入口令",
        f'<p lang="en">This link asks for a password.</p>{said}<form method="post">'
        '<input type="password" name="password" aria-label="口令 password" autofocus required maxlength="128">'
        "<button>打开 Open</button></form>",
    )


def tap(url: str) -> str:
    """This will offer a deep link: browsers open an application only when somebody taps."""
    return _page(
        "在应用中打开",
        f'<p lang="en">Open it in the application.</p><a class="go" href="{escape(url, quote=True)}">打开 Open</a>',
    )
