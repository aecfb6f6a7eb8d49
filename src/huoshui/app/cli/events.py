"""`huoshui events`: what comes in, what was kept aside and why, and sending it on its way again."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from huoshui.app.cli.client import Client, ask, beside_server
from huoshui.app.cli.terminal import USING, Json, count, group, moment, shown, terminal
from huoshui.app.settings import Settings
from huoshui.bedrock import clock
from huoshui.bedrock.errors import Unfit

commands = group("events", "What comes in. 事件：实时查看、计数、隔离、放行、重放。")
STYLES = {"stored": "green", "quarantined": "yellow"}


class NotAFix(Unfit):
    """--fix must be a JSON object, e.g. '{{"name": "Order Completed"}}': {why}."""


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("count")
def count_(*, as_json: Json = False) -> None:
    """Count what is stored, kept aside, and repeated. All exact. 事件计数。"""
    found = ask(lambda client: client.get("/events/count"))
    if not terminal.result(found):
        rows = [(name, count(found[name])) for name in ("events", "quarantined", "duplicates")]
        terminal.table(["", "count"], rows, numbers=frozenset({1}))


@commands.command()
def tail(
    *,
    back: Annotated[
        int, typer.Option(min=0, max=3600, help="From so many seconds ago, 50 at most. 从几秒前开始，最多 50 条。")
    ] = 60,
    limit: Annotated[int | None, typer.Option(min=1, max=10_000, help="End after so many. 看够几条就结束。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line. 每行一个 JSON。")] = False,
) -> None:
    """Follow what arrives: what was received, what was decided, to whom it resolved and why. 实时查看，Ctrl-C 结束。"""

    async def follow() -> None:
        async with beside_server(Settings()) as client:
            async for entry in _entries(client.lines("/events/tail", back=back, limit=limit)):
                if as_json:
                    moments = {at: clock.moment(entry[at]).isoformat() for at in ("received_at", "occurred_at")}
                    terminal.out.out(json.dumps(entry | moments, ensure_ascii=False))
                else:
                    _show(entry)

    with suppress(KeyboardInterrupt):
        asyncio.run(follow())


@commands.command()
def quarantine(
    *,
    code: Annotated[str | None, typer.Option(help="Only this reason. 只看一种原因。")] = None,
    source: Annotated[str | None, typer.Option(help="Only this source. 只看一个来源。")] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many. 条数。")] = 50,
    as_json: Json = False,
) -> None:
    """Show what was kept aside and why; nothing is ever dropped silently. 隔离区。"""
    found = ask(lambda client: client.get("/events/quarantine", code=code, source=source, limit=limit))
    if terminal.result(found):
        return
    waiting = found["events"]
    if not waiting:
        terminal.out.print("Nothing waits in quarantine. 隔离区是空的。")
        return
    reasons = ", ".join(f"{one['code']} {one['count']:,}" for one in found["reasons"])
    terminal.out.print(f"[b]{reasons}[/]")
    for one in waiting:
        where = " · ".join(filter(None, (one["source"], one["name"], moment(one["received_at"]))))
        terminal.out.print(f"{one['id']:>5}  [yellow]{one['code']}[/]  {shown(where)}", soft_wrap=True)
        terminal.out.print(f"       [dim]{shown(one['message'])}[/]", soft_wrap=True)
    terminal.out.print('[dim]mend and send on: huoshui events release ID … --fix \'{"name": "…"}\'[/]')


@commands.command()
def release(
    ids: Annotated[list[int] | None, typer.Argument(help="Ids from `events quarantine`. 隔离编号。")] = None,
    *,
    code: Annotated[str | None, typer.Option(help="Or all that wait for one reason. 或同一原因的全部。")] = None,
    fix: Annotated[str | None, typer.Option(help="A JSON object to lay over each event. 要修正的字段。")] = None,
    accept_unplanned: Annotated[
        bool, typer.Option("--accept-unplanned", help="Take events the dictionary does not know. 接受计划外事件。")
    ] = False,
    as_json: Json = False,
) -> None:
    """Mend what was kept aside and send it on; what fails again stays, with its new reason. 修正并放行。"""
    if not ids and code is None:
        raise typer.BadParameter("give ids of `events quarantine`, or --code for all of one reason", param_hint="ids")
    body = {"ids": ids or [], "code": code, "fix": _fix(fix), "accept_unplanned": accept_unplanned}
    done = ask(lambda client: _released(client, body))
    if not terminal.result(done):
        parts = (
            (done["released"], "released"),
            (done["duplicates"], "repeats"),
            (done["still_waiting"], "still waiting"),
        )
        terminal.out.print("[green]✓[/] " + " · ".join(f"{count(number)} {name}" for number, name in parts))


@commands.command()
def replay(
    *,
    since: Annotated[datetime, typer.Option("--from", help="From this moment, UTC. 起始时间。")],
    until: Annotated[
        datetime | None, typer.Option("--to", help="Up to this moment, UTC; default: now. 结束时间。")
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell identity, people and orders again what is stored; what they know stays as it is. 重放。"""
    body = {"since": _utc(since), "until": _utc(until or clock.now())}
    done = ask(lambda client: client.post("/events/replay", body))
    if not terminal.result(done):
        terminal.out.print(f"[green]✓[/] told again: {count(done['events'])}")


async def _released(client: Client, body: dict[str, Any]) -> dict[str, int]:
    done: Counter[str] = Counter(released=0, duplicates=0, still_waiting=0)
    after: int | None = 0
    while after is not None:
        page = await client.post("/events/quarantine/release", body | {"after": after})
        after = page.pop("next")
        done.update(page)
    return dict(done)


async def _entries(lines: AsyncIterator[str]) -> AsyncIterator[dict[str, Any]]:
    async for line in lines:
        if line.startswith("data:"):
            yield json.loads(line.removeprefix("data:"))


def _show(entry: dict[str, Any]) -> None:
    at = clock.moment(entry["received_at"]).astimezone(clock.BEIJING)
    name = shown(entry["chinese"] or entry["name"] or entry["kind"])
    channel = f" · {entry['channel']}" if entry["channel"] else ""
    decided = f"[{STYLES[entry['decided']]}]{entry['decided']}[/]"
    terminal.out.print(f"[dim]{at:%H:%M:%S}[/] {decided} [b]{name}[/][dim]{channel} · {shown(entry['source'])}[/]")
    terminal.out.print(f"         → [cyan]{entry['person'] or '–'}[/] [dim]{shown(entry['why'])}[/]", soft_wrap=True)


def _fix(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        fix = json.loads(text)
    except ValueError as error:
        raise NotAFix(why=error) from None
    if not isinstance(fix, dict):
        raise NotAFix(why="it is none")
    return fix


def _utc(moment: datetime) -> str:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
