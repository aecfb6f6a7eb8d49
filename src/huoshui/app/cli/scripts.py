"""`huoshui scripts`: what is said well, found by words; what each was, and who used it for whom."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from huoshui.app.cli.client import ask, below
from huoshui.app.cli.terminal import USING, Json, count, group, moment, shown, terminal, worded

commands = group("scripts", "Scripts: what is said well, kept in one place. 话术库：说得好的话。")

KINDS = {"text": "文字", "picture": "图片", "link": "链接"}
HOWS = {"copied": "复制", "inserted": "放进聊天"}

Number = Annotated[int, typer.Argument(min=1, help="The script's number. 话术编号。")]


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("list")
def list_(
    q: Annotated[str, typer.Argument(help="Words that all stand in it. 关键字。")] = "",
    *,
    folder: Annotated[int | None, typer.Option(min=1, help="Only this folder's, by its number. 目录编号。")] = None,
    as_json: Json = False,
) -> None:
    """List scripts, those used most in thirty days first. 列出话术，常用的在前。"""
    found = ask(lambda client: client.get("/scripts", q=q, folder=folder))
    if terminal.result({"scripts": found}):
        return
    rows = [
        (str(one["id"]), _folder(one), one["title"], _kinds(one["parts"]), count(one["uses"]),
         moment(one["changed_at"]), one["changed_name"])
        for one in found
    ]  # fmt: skip
    heads = ["script", "folder 目录", "title 标题", "holds 内容", "uses 使用", "changed 修改", "by"]
    terminal.table(
        heads,
        rows,
        numbers=frozenset({0, 4}),
        whole=frozenset({5}),
        below="uses of the last 30 days 使用为近 30 天",
        none="huoshui scripts ready",
    )


@commands.command()
def show(script: Number, *, as_json: Json = False) -> None:
    """Show what a script says now, and what it was. 一条话术的内容与修改记录。"""
    versions = ask(lambda client: client.get(f"/scripts/{script}/versions"))
    if terminal.result({"script": script, "versions": versions}):
        return
    now = versions[0]
    terminal.out.print(f"[b]{shown(now['title'])}[/] · script 话术 {script} · version 第 {now['version']} 版")
    for line in _lines(now["parts"]):
        terminal.out.print(f"  {shown(line)}", soft_wrap=True)
    terminal.out.print()
    rows = [(str(one["version"]), one["title"], moment(one["changed_at"]), one["changed_name"]) for one in versions]
    terminal.table(["version 版本", "title 标题", "changed 修改", "by"], rows, numbers=frozenset({0}))


@commands.command()
def uses(script: Number, *, as_json: Json = False) -> None:
    """Show who used a script, when, and for whom, the newest first. 谁用过、用给了谁。"""
    found = ask(lambda client: client.get(f"/scripts/{script}/uses"))
    if terminal.result({"uses": found}):
        return
    rows = [
        (moment(one["at"]), one["used_name"], worded(HOWS, one["how"]), str(one["version"]), one["person"] or "–")
        for one in found
    ]
    terminal.table(["when 时间", "by 谁", "how 方式", "version 版本", "person 客户"], rows, numbers=frozenset({3}))


def _folder(one: dict[str, Any]) -> str:
    own = " (mine 我的)" if one["own"] else ""
    return f"{one['folder']} {one['folder_name']}{own}"


def _kinds(parts: list[dict[str, Any]]) -> str:
    return ", ".join(worded(KINDS, kind) for kind in dict.fromkeys(part["kind"] for part in parts))


def _lines(parts: list[dict[str, Any]]) -> Iterator[str]:
    for part in parts:
        if part["kind"] == "text":
            yield from part["text"].splitlines()
        else:
            said = part["picture"] if part["kind"] == "picture" else f"{part['title']} {part['url']}".strip()
            yield f"[{KINDS[part['kind']]}] {said}"


@commands.command()
def ready(*, as_json: Json = False) -> None:
    """List ready scripts by trade. 列出现成话术。"""
    found = ask(lambda client: client.get("/scripts/ready"))
    if not terminal.result({"sets": found}):
        rows = [
            (one["id"], f"{one['name']} {one['name_en']}", count(len(one["titles"])), count(one["taken"]))
            for one in found
        ]
        terminal.table(["set", "trade 场景", "scripts 话术", "held 已有"], rows, numbers=frozenset({2, 3}))


@commands.command()
def take(
    ready_set: Annotated[str, typer.Argument(help="The set, by its name in `scripts ready`. 哪一套。")],
    *, own: Annotated[bool, typer.Option("--own", help="Into your own folder. 放进自己的目录。")] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Take a set of ready scripts; what is there of it stays. 一键放入一套现成话术。"""
    written = ask(lambda client: client.post(below("/scripts/ready", ready_set), {"own": own}))
    if not terminal.result(written):
        terminal.out.print(f"[green]✓[/] {written['scripts']} scripts written 已放入话术")
