"""`huoshui people`, `erase` and `export`: one person, how we know, and what they may ask of us."""

import os
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from huoshui.app.cli.client import ask, below
from huoshui.app.cli.terminal import USING, Json, count, group, moment, shown, terminal
from huoshui.bedrock.errors import Unfit

commands = group("people", "One person out of many identifiers. 人：查看、计数、解释、拆分。")
_WHEN = frozenset({"first_seen_at", "occurred_at", "added_at", "at", "since"})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
Ref = Annotated[str, typer.Argument(help="namespace:value (phone:138…, user_id:u1) or a person number. 标识或编号。")]


class CannotBeWritten(Unfit):
    """{file} cannot be written: {why}."""


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)
    app.command(rich_help_panel=USING)(erase)
    app.command(rich_help_panel=USING)(export)


@commands.command("count")
def count_(*, as_json: Json = False) -> None:
    """Count people, those we know, those we can reach. 人数。"""
    found = ask(lambda client: client.get("/people/count"))
    if not terminal.result(found):
        rows = [(name, count(found[name])) for name in ("people", "identified", "reachable")]
        terminal.table(["", "count"], rows, numbers=frozenset({1}))


@commands.command()
def show(
    identifier: Ref,
    *,
    events: Annotated[int, typer.Option(min=0, max=1000, help="How many events of the timeline. 时间线条数。")] = 20,
    as_json: Json = False,
) -> None:
    """Show a person: identifiers, traits, tags, consent, timeline. Personal data is masked. 查看一个人。"""
    person = ask(lambda client: client.get(below("/people", identifier), timeline=events))
    if not terminal.result(person):
        _show(person)


@commands.command()
def explain(
    identifier: Ref,
    other: Annotated[str, typer.Argument(help="Another identifier of the same person. 同一人的另一个标识。")],
    *,
    as_json: Json = False,
) -> None:
    """Show the chain of evidence that makes two identifiers one person. 为什么是同一个人。"""
    found = ask(lambda client: client.get(below("/people", identifier, "explain"), other=other))
    if terminal.result(found):
        return
    verdict = "one person 是同一个人" if found["one_person"] else "two people 不是同一个人"
    terminal.out.print(f"[b]{verdict}[/] [cyan]{found['person']}[/]")
    for link in [*found["chain"], *found["against"]]:
        _show_link(link, found["identifiers"])


@commands.command()
def split(
    identifier: Ref,
    part: Annotated[str, typer.Argument(help="The identifier to take out. 要拆出的标识。")],
    *,
    as_json: Json = False,
) -> None:
    """Take an identifier out of a person; each part gets back what was its own. 拆分身份。"""
    done = ask(lambda client: client.post(below("/people", identifier, "split"), {"identifier": part}))
    if not terminal.result(done):
        terminal.out.print(f"[green]✓[/] now {len(done['people'])} people: [cyan]{' · '.join(done['people'])}[/]")


def erase(
    identifier: Ref,
    *,
    reason: Annotated[str, typer.Option(help="Why; it goes into the audit log. 原因。")] = "asked by the person",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again. 不再确认。")] = False,
    as_json: Json = False,
) -> None:
    """Erase a person everywhere, keys included, and print the receipt. It cannot be undone. 删除一个人，不可恢复。"""
    if not yes:
        typer.confirm(f"Erase {identifier} everywhere? This cannot be undone", abort=True, err=True)
    receipt = ask(lambda client: client.post(below("/people", identifier, "erase"), {"reason": reason}))
    if terminal.result(receipt):
        return
    terminal.out.print(f"[green]✓[/] erased · receipt [b]{receipt['receipt']}[/]")
    rows = [(store, table, count(n)) for store, tables in receipt["counts"].items() for table, n in tables.items() if n]
    terminal.table(["store", "table", "rows"], rows, numbers=frozenset({2}))


def export(
    identifier: Ref,
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; default: standard output. 输出文件。")
    ] = None,
) -> None:
    """Write everything we hold about a person as JSON, personal data in clear; it is logged. 导出一个人的全部数据。"""
    everything = orjson.dumps(
        ask(lambda client: client.get(below("/people", identifier, "export"))), option=orjson.OPT_INDENT_2
    )
    if output is None:
        sys.stdout.write(everything.decode() + "\n")
        return
    try:
        _keep_for_owner(output, everything)
    except OSError as error:
        raise CannotBeWritten(file=output, why=error.strerror) from None
    terminal.aside.print(f"[green]✓[/] {output} · {len(everything):,} bytes")


def _keep_for_owner(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        # one that was there already may have been everybody's
        os.fchmod(opened.fileno(), 0o600)
        opened.write(content)


def _show(person: dict[str, Any]) -> None:
    known = "known 已识别" if person["identified"] else "not known yet 未识别"
    reach = "reachable 可触达" if person["reachable"] else "not reachable 不可触达"
    terminal.out.print(f"[b cyan]{person['person']}[/]  {known} · {reach}")
    _section("identifiers 标识", person["identifiers"], ("namespace", "value", "first_seen_at"))
    traits = [{"name": name, **trait} for name, trait in person["traits"].items()]
    _section("traits 特征", traits, ("name", "value", "policy", "occurred_at"))
    _section("tags 标签", person["tags"], ("tag", "added_by", "added_at"))
    _section("consent 授权", person["consent"], ("purpose", "channel", "said", "at", "evidence"))
    _section("channels 触达", person["channels"], ("channel", "reachable", "reason", "since"))
    _section("affiliations 归属", person["affiliations"], ("label", "since", "evidence"))
    _section("timeline 时间线", person["timeline"], ("occurred_at", "kind", "name", "chinese", "channel"))


def _show_link(link: dict[str, Any], identifiers: dict[str, dict[str, Any]]) -> None:
    ends = [f"{held['namespace']}:{held['value']}" for held in (identifiers[link["a"]], identifiers[link["b"]])]
    sign = "[green]──[/]" if link["state"] == "accepted" else "[red]╌╌[/]"
    terminal.out.print(f"  {shown(ends[0])} {sign} {shown(ends[1])}", soft_wrap=True)
    why = " · ".join(
        filter(None, (link["state"], link["reason"], link["evidence"], _cell("occurred_at", link["occurred_at"])))
    )
    terminal.out.print(f"    [dim]{shown(why)}[/]", soft_wrap=True)


def _section(title: str, lines: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    if lines:
        terminal.out.print(f"\n[b]{title}[/] [dim]{len(lines)}[/]")
        terminal.table(columns, [[_cell(column, line[column]) for column in columns] for line in lines])


def _cell(column: str, value: Any) -> Any:  # noqa: ANN401 JSON
    if isinstance(value, bool):
        return "✓" if value else "–"
    # what people said of themselves may look like a moment and be none: only our own columns are read as such
    ours = column in _WHEN and isinstance(value, str) and _MOMENT.fullmatch(value)
    return moment(value) if ours else value
