"""What `huoshui serve` says once it is open: the address, the demo login, and what to try next."""

import asyncio
import os
import secrets
import subprocess
import sys
from pathlib import Path

import orjson

from huoshui.app.cli.client import Client, Refused, connect
from huoshui.app.cli.running import Running
from huoshui.app.cli.terminal import shown, terminal
from huoshui.app.settings import Settings

LOGIN = "demo"


async def greet(settings: Settings, running: Running, *, demo: tuple[str, ...] | None) -> None:
    """This will load the demo brand (``demo``: options of `huoshui demo`) if there is nothing yet, then greet."""
    if not terminal.aside.is_terminal and not demo:
        terminal.aside.print(f"huoshui: ready on {running.url}", soft_wrap=True)
        return
    async with connect(settings) as client:
        if demo and (await client.get("/events/count"))["events"] == 0:
            terminal.aside.print("[cyan]≋[/] loading the demo brand 装入演示品牌 …")
            await _load_demo(settings, demo)
        login = await _demo_login(client) if demo else _kept(settings)
        staff = await client.get("/staff")
    _say(settings, running, login=login, anybody=bool(staff))


async def _load_demo(settings: Settings, options: tuple[str, ...]) -> None:
    # in a process of its own: the generator and the server then have a core each
    demo = subprocess.Popen(  # noqa: ASYNC220, S603 ourselves, by vfork: the loop of the server would fork (0059)
        [sys.executable, "-m", "huoshui.app.cli", "demo", *options],
        env={**os.environ, "HUOSHUI_DATA_DIR": str(settings.data_dir)},
    )
    try:
        await asyncio.to_thread(demo.wait)
    except asyncio.CancelledError:
        demo.terminate()
        raise


async def _demo_login(client: Client) -> str:
    """The demo's login and password, made once; it lies beside the keys so that every start can print it."""
    place = _place(client.settings)
    kept = _kept(client.settings)
    if kept:
        return kept
    password = secrets.token_urlsafe(9)
    try:
        await client.post("/staff", {"login": LOGIN, "name": "演示", "role": "admin", "password": password})
    except Refused as refusal:
        if refusal.code != "StaffExists":
            raise
        return f"{LOGIN} (its password was set elsewhere)"
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(orjson.dumps({"login": LOGIN, "password": password}))
    return f"{LOGIN} / {password}"


def _kept(settings: Settings) -> str | None:
    try:
        made = orjson.loads(_place(settings).read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return None
    return f"{made['login']} / {made['password']}"


def _place(settings: Settings) -> Path:
    return settings.data_dir / "keys" / "demo_login.json"


def _say(settings: Settings, running: Running, *, login: str | None, anybody: bool) -> None:
    say = terminal.aside.print
    say()
    say(f"  [cyan]≋[/] [b]活水 Huoshui[/] is running  [b][link]{running.url}[/link][/]")
    if login:
        say(f"    login 登录      [b]{login}[/]")
    elif not anybody:
        say("    nobody can log in yet: [b]huoshui staff add YOU --role admin[/]")
    say()
    say("    try next 接下来试试   [dim](in another terminal, with .venv/bin on the path)[/]")
    if settings.data_dir != Settings.model_fields["data_dir"].default:
        say(f"      [b]export HUOSHUI_DATA_DIR={shown(settings.data_dir.absolute())}[/]", soft_wrap=True)
    for command, why in (
        ("huoshui report channels", "每个渠道来了多少人，留下多少"),
        ("huoshui people count", "多少人，认识多少，能触达多少"),
        ("huoshui events tail", "看事件一条条进来，归到谁，为什么"),
        ("huoshui sources add my-site", "建一个来源，把你的 SDK 指过来"),
        ("huoshui doctor", "一切是否正常"),
    ):
        say(f"      [b]{command:<30}[/] [dim]{why}[/]")
    say()
    say("    [dim]Ctrl-C finishes what was accepted and stops. 按 Ctrl-C 停止。[/]")
