"""`huoshui insight run`: a question from a JSON file, answered as tables with bars, as JSON, or into a CSV file."""

import csv
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from huoshui.app.cli import insight_tables, unheard
from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import Json, count, shown, terminal
from huoshui.app.cli.written import read_json
from huoshui.bedrock.errors import Unfit

Question = Annotated[
    Path,
    typer.Argument(
        metavar="QUERY.json", exists=True, dir_okay=False, readable=True, help="A question as JSON. 问题文件。"
    ),
]
_PAGE = 1000


class QuestionUnreadable(Unfit):
    """The question {file} cannot be read as JSON: {why}."""


def add(commands: typer.Typer) -> None:
    """This will put the commands in their group."""
    commands.command("run")(run)
    commands.command("people")(people)
    commands.command("schema")(schema)


def run(
    query: Question,
    *,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", dir_okay=False, help="Write the figures into this file. 写入 CSV。")
    ] = None,
    max_age: Annotated[
        int, typer.Option(min=0, help="An answer so many seconds old will do. 可接受多少秒前的结果。")
    ] = 0,
    as_json: Json = False,
) -> None:
    """Answer a question: trends, funnel, retention, paths … (see `schema`). 回答一个分析问题。"""
    body = {"question": _read(query), "max_age_s": max_age}

    async def answered(client: Any) -> dict[str, Any]:  # noqa: ANN401 the client's type would import the engines' client
        answer = await client.post("/insight/questions", body)
        return {"answer": answer, "unheard": [] if as_json else await unheard.of(client, body)}

    found = ask(answered)
    answer = found["answer"]
    tables = insight_tables.tables(answer["result"])
    if csv_file:
        with csv_file.open("w", encoding="utf-8-sig", newline="") as file:  # so that spreadsheets read Chinese
            csv.writer(file).writerows([tables.heads, *tables.rows])
    if terminal.result(answer):
        return
    insight_tables.show(answer["result"], tables)
    if csv_file:
        terminal.aside.print(f"[green]✓[/] {shown(csv_file)} · {count(len(tables.rows))} rows 行")
    kept = " · from memory 取自缓存" if answer["cached"] else ""
    newest = answer["freshness"]["newest_event_at"] or "–"
    terminal.out.print(
        f"[dim]{answer['seconds']:.2f} s · {count(answer['rows_read'])} rows read 读取行数{kept} · "
        f"newest events 最新事件 {shown(newest)}[/]",
        soft_wrap=True,
    )
    unheard.tell(found["unheard"])


def people(
    query: Question,
    *,
    cell: Annotated[str, typer.Option(help="A cell as the answer writes it, JSON. 单元格（JSON）。")],
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many. 最多取多少人。")] = 100,
    as_json: Json = False,
) -> None:
    """List who is behind a figure, by person number. 列出一个数字背后的人。"""
    try:
        asked = {"question": _read(query), "cell": json.loads(cell)}
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--cell") from None

    async def pages(client: Any) -> dict[str, Any]:  # noqa: ANN401 the client's type would import the engines' client
        found = await client.post("/insight/questions/people", {**asked, "limit": min(limit, _PAGE)})
        while found["next"] is not None and (missing := limit - len(found["people"])) > 0:
            page = {**asked, "after": found["next"], "limit": min(missing, _PAGE)}
            more = await client.post("/insight/questions/people", page)
            found |= {"people": found["people"] + more["people"], "next": more["next"]}
        return dict(found)

    found = ask(pages)
    if not terminal.result(found):
        terminal.out.print(f"[b]{count(found['count'])}[/] people 人")
        for person in found["people"]:
            terminal.out.print(person)


def schema(*, as_json: Json = False) -> None:
    """Show everything that can be asked, as a JSON schema. 显示问题的 JSON schema。"""
    found = ask(lambda client: client.get("/insight/schema"))
    if not terminal.result(found):
        terminal.out.print_json(data=found)


def _read(file: Path) -> Any:  # noqa: ANN401 any JSON: the server says what is wrong with it
    try:
        return read_json(file)
    except (ValueError, RecursionError) as error:
        raise QuestionUnreadable(file=file, why=str(error)) from None
