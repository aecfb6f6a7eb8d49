"""`huoshui segments`: who is in a segment, from a JSON file or one that has a name, and why somebody is or is not."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from huoshui.app.cli import unheard
from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, count, group, moment, shown, terminal
from huoshui.app.cli.written import read_json
from huoshui.bedrock.errors import Unfit

commands = group("segments", "Who, right now: people picked by conditions. 人群：计数、取人、解释。")
Asked = Annotated[str, typer.Argument(metavar="FILE_OR_NAME", help="A JSON file or a segment's name. 文件或人群名。")]
_PAGE = 1000


class SegmentUnreadable(Unfit):
    """The segment {file} cannot be read as JSON: {why}."""


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("list")
def list_(*, as_json: Json = False) -> None:
    """List the segments that have a name. 列出已存的人群。"""
    found = ask(lambda client: client.get("/segments"))
    if terminal.result({"segments": found}):
        return
    rows = [
        (one["name"], one["note"], str(one["version"]), moment(one["changed_at"]), one["changed_by"]) for one in found
    ]
    heads = ["name 名称", "note 说明", "version 版本", "changed 修改", "by"]
    terminal.table(heads, rows, numbers=frozenset({2}), whole=frozenset({0, 3}), none="huoshui segments keep")


@commands.command()
def keep(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A JSON file. 文件。")],
    name: Annotated[str, typer.Argument(help="The name it gets. 名称。")],
    *,
    note: Annotated[str, typer.Option(help="Why it is there. 说明。")] = "",
    as_json: Json = False,
) -> None:
    """Keep a segment under a name, for everybody. 存为人群。"""
    body = {"name": name, "note": note, "definition": _definition(str(file))}
    kept = ask(lambda client: client.post("/segments", body))
    if not terminal.result(kept):
        terminal.out.print(f"[green]✓[/] [b]{shown(kept['name'])}[/] · version {kept['version']}")


@commands.command("count")
def count_(segment: Asked, *, as_json: Json = False) -> None:
    """Count who is in a segment, exactly; whom each channel reaches, who granted what. 人数与可触达拆分。"""
    asked = {"segment": _definition(segment)}

    async def counted(client: Any) -> dict[str, Any]:  # noqa: ANN401 the client's type would import the engines' client
        found = await client.post("/segments/estimate", asked)
        return {"found": found, "unheard": [] if as_json else await unheard.of(client, asked)}

    answer = ask(counted)
    found = answer["found"]
    if terminal.result(found):
        return
    terminal.out.print(f"[b]{count(found['people'])}[/] people 人")
    rows = [("reachable 可触达", channel, n) for channel, n in found["reachable"].items()]
    rows += [("granted 已授权", line, n) for line, n in found["consented"].items()]
    terminal.table(["", "channel", "people"], [(*row[:2], count(row[2])) for row in rows], numbers=frozenset({2}))
    unheard.tell(answer["unheard"])


@commands.command()
def people(
    segment: Asked,
    *,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many. 最多取多少人。")] = 100,
    after: Annotated[str, typer.Option(help="Go on behind this person number. 从此编号之后继续。")] = "",
    as_json: Json = False,
) -> None:
    """List who is in a segment, by person number. 列出人群中的人。"""
    asked = {"segment": _definition(segment)}

    async def pages(client: Any) -> dict[str, Any]:  # noqa: ANN401 the client's type would import the engines' client
        found: dict[str, Any] = {"people": [], "next": after}
        while found["next"] is not None and (missing := limit - len(found["people"])) > 0:
            page = {**asked, "after": found["next"], "limit": min(missing, _PAGE)}
            more = await client.post("/segments/people", page)
            found = {**more, "people": found["people"] + more["people"]}
        return found

    found = ask(pages)
    if not terminal.result(found):
        for person in found["people"]:
            terminal.out.print(person)
        if found["next"]:
            terminal.aside.print(f"[dim]more 还有：--after {shown(found['next'])}[/]")


@commands.command()
def explain(
    segment: Asked,
    *,
    person: Annotated[str, typer.Option(help="namespace:value, or a person number. 标识或编号。")],
    as_json: Json = False,
) -> None:
    """Say for each condition whether a person meets it, and the facts that decided it. 为什么在（不在）人群中。"""
    asked = {"segment": _definition(segment), "person": person}
    found = ask(lambda client: client.post("/segments/explain", asked))
    if terminal.result(found):
        return
    verdict = "in the segment 在人群中" if found["met"] else "not in the segment 不在人群中"
    terminal.out.print(f"[cyan]{shown(found['person'])}[/] [b]{verdict}[/]")
    _show(found["why"], 0)


def _show(verdict: dict[str, Any], depth: int) -> None:
    sign = Text.from_markup("[green]✓[/]" if verdict["met"] else "[red]✗[/]")
    facts = " · ".join(f"{name}: {_value(value)}" for name, value in verdict["facts"].items())
    terminal.out.print(
        "  " * depth,
        sign,
        f" {shown(verdict['kind'])} [dim]{shown(facts or verdict['path'])}[/]",
        sep="",
        soft_wrap=True,
    )
    for inner in verdict["of"]:
        _show(inner, depth + 1)


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or "–"
    return "–" if value is None else str(value)


def _definition(asked: str) -> Any:  # noqa: ANN401 any JSON: the server says what is wrong with it
    file = Path(asked)
    if not file.is_file():
        if file.suffix == ".json":
            raise typer.BadParameter("there is no file " + asked, param_hint="FILE_OR_NAME")
        return {"version": 1, "where": {"kind": "segment", "name": asked}}
    try:
        return read_json(file)
    except (ValueError, RecursionError) as error:
        raise SegmentUnreadable(file=file, why=str(error)) from None
