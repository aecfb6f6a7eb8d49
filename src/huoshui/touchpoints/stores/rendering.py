"""
A store code's pages as a phone gets them: one answer each, below 50 kB, that work without any script.

The only script asks for the phone's place when somebody taps for it, and sends it rounded to about a hundred meters.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from huoshui.touchpoints.landing.contract import Shown
from huoshui.touchpoints.landing.rendering import CONSENT, HINT
from huoshui.touchpoints.stores.contract import Finder, Store, Way
from huoshui.touchpoints.stores.rules.regions import Level

REASON: Final = "只在您点按钮时用一次，用来找最近的门店；我们不保存您的位置。"
MOST_SHOWN: Final = 50
NARROWING: Final = ("province", "city", "district")

_PAGE: Final = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
<style>*{{box-sizing:border-box}}body{{margin:0;min-height:100vh;
font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;background:#eef3f3;color:#1c2b33}}main{{
max-width:26rem;margin:0 auto;min-height:100vh;background:#fff;padding:1.5rem 1.25rem 2.5rem}}h1{{font-size:1.4rem;
line-height:1.35;margin:0 0 .4rem}}h2{{font-size:1rem;margin:1.5rem 0 .25rem}}p{{margin:.25rem 0;color:#475a64;
white-space:pre-line}}a{{color:#0b6f6a}}ul{{list-style:none;margin:.25rem 0 0;padding:0}}li a{{display:block;
padding:.75rem 0;border-bottom:1px solid #dbe4e6;color:inherit;text-decoration:none}}li b{{display:block;
font-weight:600}}li span,small{{color:#5a6b74;font-size:.85rem}}li i{{float:right;font-style:normal;color:#0b6f6a;
font-size:.85rem}}button{{width:100%;padding:.8rem;border:0;border-radius:10px;background:#0b7a75;color:#fff;
font:inherit;margin-top:1rem}}form.q{{display:flex;gap:.5rem;margin-top:1rem}}form.q input{{flex:1;min-width:0;
padding:.65rem;border:1px solid #7b8c96;border-radius:10px;font:inherit}}form.q button{{width:auto;margin:0;
padding:.65rem 1rem}}.code{{display:block;width:15rem;height:15rem;margin:1.25rem auto .75rem;padding:.6rem;
border:1px solid #dbe4e6;border-radius:14px;object-fit:contain;background:#fff}}.mid{{text-align:center}}.hint{{
color:#0b7a75;font-weight:600}}[hidden]{{display:none}}@media(prefers-color-scheme:dark){{body{{background:#0c1316;
color:#e8eef0}}main{{background:#142026}}p,li span,small{{color:#a9b8bf}}li a,.code{{border-color:#2b3b42}}
a,li i,.hint{{color:#4fc3bb}}form.q input{{background:#0c1316;color:inherit}}}}</style>
<main>{body}</main></html>"""
_SCRIPT: Final = (
    "var b=document.getElementById('here'),f=document.getElementById('near'),s=document.getElementById('said');"
    "if(navigator.geolocation){b.hidden=false;b.onclick=function(){b.disabled=true;s.textContent='正在找…';"
    "navigator.geolocation.getCurrentPosition(function(p){f.latitude.value=p.coords.latitude.toFixed(3);"
    "f.longitude.value=p.coords.longitude.toFixed(3);f.submit()},function(){b.disabled=false;"
    "s.textContent='没有拿到位置，请在下面按地区找，或输入店名。'},{timeout:8000,maximumAge:600000})}}"
)
_HASH: Final = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
FINDING: Final = (
    f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_HASH}'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)
"""The Content-Security-Policy of the page that finds a store: our one script runs and nothing else does."""


def finding(finder: Finder, level: Level, *, path: str, kept: Mapping[str, str]) -> str:
    """This will write the page that asks for a place, and offers regions or stores beside that."""
    plan = finder.code.plan
    body = [f"<h1>{escape(plan.title)}</h1>", f"<p>{escape(plan.words)}</p>" if plan.words else ""]
    if any(one.details.point for one in finder.stores):
        body.append(_place(plan.reason or REASON, path, kept))
    body += [_search("", path, kept), _level(level, path, kept)]
    return _PAGE.format(title=escape(plan.title), body="".join(body))


def found(
    finder: Finder, near: Sequence[tuple[Store, float | None]], *, way: Way, words: str = "", path: str,
    kept: Mapping[str, str],
) -> str:  # fmt: skip
    """This will write the stores that were found, with how far away each is where that is known."""
    plan = finder.code.plan
    shown = near[:MOST_SHOWN]
    body = [f"<h1>{escape(plan.title)}</h1>", _search(words, path, kept)]
    if shown:
        listed = "".join(_item(store, path, {**kept, "via": way.value}, far) for store, far in shown)
        body.append(f"<h2>{'离您最近的门店' if way is Way.NEAR else '找到的门店'}</h2><ul>{listed}</ul>")
        if len(near) > MOST_SHOWN:
            body.append(f"<p>还有 {len(near) - MOST_SHOWN} 家，请多输几个字。</p>")
    else:
        said = f"{plan.radius_km} 公里内没有门店" if way is Way.NEAR and plan.radius_km else "没有找到门店"
        body.append(f'<p role="status">{said}，请按地区找，或联系总部。</p>')
    body.append(f'<p><a href="{_href(path, kept)}">按地区找</a></p>')
    body.append(_headquarters(path, kept))
    return _PAGE.format(title=escape(plan.title), body="".join(body))


def chosen(finder: Finder, store: Store | None, shown: Shown, *, path: str, kept: Mapping[str, str]) -> str:
    """This will write a store's own page, or headquarters' where there is none: where it is, and the code to press."""
    title = store.name if store else finder.code.plan.title
    body = [f'<div class="mid"><h1>{escape(title)}</h1>', _where(store) if store else "", _code(shown), "</div>"]
    body.append(f'<p class="mid"><a href="{_href(path, kept)}">换一家门店</a></p>')
    return _PAGE.format(title=escape(title), body="".join(body))


def showing(shown: Shown) -> str:
    """This will give the policy of a store's page: nothing runs, and pictures come from the platform alone."""
    parts = urlsplit(shown.code_picture)
    platform = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:{platform}; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'"
    )


def _place(reason: str, path: str, kept: Mapping[str, str]) -> str:
    return (
        f'<form id="near" method="post" action="{_href(path, kept)}"><input type="hidden" name="latitude">'
        '<input type="hidden" name="longitude"><button type="button" id="here" hidden>找离我最近的门店</button></form>'
        f'<small>{escape(reason)}</small><p id="said" role="status"></p><script>{_SCRIPT}</script>'
    )


def _search(words: str, path: str, kept: Mapping[str, str]) -> str:
    carried = "".join(
        f'<input type="hidden" name="{escape(name, quote=True)}" value="{escape(value, quote=True)}">'
        for name, value in kept.items()
    )
    return (
        f'<form class="q" method="get" action="{escape(path, quote=True)}">{carried}<input name="q" type="search" '
        f'maxlength="60" aria-label="店名或地址" placeholder="店名或地址" value="{escape(words, quote=True)}">'
        "<button>查找</button></form>"
    )


def _level(level: Level, path: str, kept: Mapping[str, str]) -> str:
    steps = dict(zip(NARROWING, level.chosen, strict=False))
    back = f'<p><a href="{_href(path, kept)}">全部地区</a></p>' if steps else ""
    heading = f"<h2>{escape(' · '.join(level.chosen) or '按地区找')}</h2>"
    if level.regions:
        name = NARROWING[len(level.chosen)]
        items = "".join(
            f'<li><a href="{_href(path, {**kept, **steps, name: region})}"><i>{count} 家</i>{escape(region)}</a></li>'
            for region, count in level.regions[:MOST_SHOWN]
        )
    else:
        way = {**kept, "via": Way.REGION.value}
        items = "".join(_item(one, path, way, None) for one in level.stores[:MOST_SHOWN])
    if not items:
        return f'<p role="status">还没有可选的门店。</p>{back}{_headquarters(path, kept)}'
    return f"{heading}<ul>{items}</ul>{back}{_headquarters(path, kept)}"


def _item(store: Store, path: str, kept: Mapping[str, str], far: float | None) -> str:
    details = store.details
    where = details.address or " ".join(filter(None, (details.province, details.city, details.district)))
    distance = "" if far is None else f"<i>约 {far:.1f} 公里</i>"
    href = _href(f"{path}/{quote(store.code, safe='')}", kept)
    hours = f" · {escape(details.hours)}" if details.hours else ""
    return f'<li><a href="{href}">{distance}<b>{escape(store.name)}</b><span>{escape(where)}{hours}</span></a></li>'


def _headquarters(path: str, kept: Mapping[str, str]) -> str:
    return f'<p><a href="{_href(f"{path}/-", kept)}">找不到合适的门店？联系总部</a></p>'


def _where(store: Store) -> str:
    details = store.details
    lines = [details.address, f"营业时间 {details.hours}" if details.hours else ""]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    if details.phone:
        dialed = "".join(letter for letter in details.phone if letter.isascii() and (letter.isdigit() or letter == "+"))
        said += f'<p><a href="tel:{dialed}">{escape(details.phone)}</a></p>'
    return said


def _code(shown: Shown) -> str:
    if not shown.open:
        return '<p role="status">暂时打不开，请稍后再来。</p><p lang="en">This is closed for now.</p>'
    if not shown.code_picture:
        return '<p role="status">二维码马上就好，请刷新一次。</p>'
    picture = escape(shown.code_picture, quote=True)
    return (
        f'<img class="code" src="{picture}" width="240" height="240" alt="二维码 QR code" fetchpriority="high">'
        f'<p class="hint">{escape(shown.plan.hint or HINT)}</p><small>{escape(CONSENT)}</small>'
    )


def _href(path: str, kept: Mapping[str, str]) -> str:
    return escape(f"{path}?{urlencode(kept)}" if kept else path, quote=True)
