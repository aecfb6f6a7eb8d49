"""`huoshui sources`: where events come from, and their write keys."""

from typing import Annotated

import typer

from huoshui.app.cli.client import ask, below
from huoshui.app.cli.terminal import USING, Json, count, group, shown, terminal

commands = group("sources", "Where events come from, and their write keys. 来源与写入密钥。")


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def add(
    name: Annotated[str, typer.Argument(help="A name of yours, e.g. mini-program. 来源名。")],
    *,
    channel: Annotated[
        str,
        typer.Option(help="The channel its events belong to when nothing on them says more, e.g. douyin. 所属渠道。"),
    ] = "",
    plan: Annotated[
        str, typer.Option(help="allow, or quarantine for events the dictionary does not know. 计划外事件的处理。")
    ] = "allow",
    as_json: Json = False,
) -> None:
    """Add a source and print its write key, which is shown this once. 新建来源，写入密钥只显示一次。"""
    made = ask(lambda client: client.post("/sources", {"name": name, "channel": channel, "plan": plan}))
    if terminal.result({"id": made["id"], "write_key": made["write_key"]}):
        return
    terminal.out.print(f"[green]✓[/] source [b]{shown(name)}[/]" + (f" · {channel}" if channel else ""))
    terminal.out.print(f"  write key  [b]{made['write_key']}[/]  [dim](kept only as a hash: copy it now)[/]")
    terminal.out.print("  point any Segment-compatible SDK at this server with this key")


@commands.command("list")
def list_(*, as_json: Json = False) -> None:
    """List the sources with what each brought. 列出来源。"""
    found = ask(lambda client: client.get("/sources"))
    if terminal.result({"sources": found}):
        return
    rows = [
        (
            one["name"],
            one["channel"],
            one["plan"],
            *(count(one.get(part)) for part in ("stored", "duplicates", "rejected")),
        )
        for one in found
    ]
    terminal.table(
        ["source 来源", "channel", "plan", "stored", "repeats", "rejected"], rows, numbers=frozenset({3, 4, 5})
    )


@commands.command()
def rotate(name: Annotated[str, typer.Argument(help="The source. 来源名。")], *, as_json: Json = False) -> None:
    """Give a source a new write key; the old one works for another day. 换密钥，旧的再用一天。"""
    made = ask(lambda client: client.post(below("/sources", name, "rotate")))
    if not terminal.result(made):
        terminal.out.print(f"[green]✓[/] new write key of [b]{shown(name)}[/]: [b]{made['write_key']}[/]")
        terminal.out.print("  the old one works for another 24 hours")
