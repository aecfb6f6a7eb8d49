"""`huoshui posters`: pictures with somebody's own code on them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, group, shown, terminal

commands = group("posters", "Posters with a person's own code. 海报：每个人一张，带自己的码。")


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("list")
def list_(
    q: Annotated[str, typer.Argument(help="What its name holds. 关键字。")] = "",
    *,
    as_json: Json = False,
) -> None:
    """List the newest posters. 列出海报。"""
    found = ask(lambda client: client.get("/posters", q=q))
    if terminal.result({"posters": found}):
        return
    rows = [
        (str(one["id"]), one["plan"]["name"], f"{one['plan']['width']} × {one['plan']['height']}",
         str(one["version"])) for one in found
    ]  # fmt: skip
    terminal.table(
        ["id", "name 名称", "pixels 尺寸", "version 版本"], rows, numbers=frozenset({0}), none="海报 in the console"
    )


@commands.command()
def render(
    poster: Annotated[int, typer.Argument(help="The poster's number. 海报编号。")],
    code: Annotated[list[str], typer.Argument(help="KIND:CODE or KIND:CODE:NAME, e.g. code:desk:张三. 码与员工姓名。")],
    *,
    to: Annotated[Path, typer.Option(help="Where it is written; several become a zip. 写到哪里。")],
    store: Annotated[str, typer.Option(help="What {门店} becomes. 门店。")] = "",
    customer: Annotated[str, typer.Option(help="What {客户称呼} becomes. 客户称呼。")] = "",
    as_json: Json = False,
) -> None:
    """Draw a poster, as PDF if the file is called so. 生成海报；kind 为 link、code、group_code、page、store_code。"""
    copies = [_copy(one, store, customer) for one in code]
    body = {"copies": copies, "format": "pdf" if to.suffix == ".pdf" else "png"}
    content = ask(lambda client: client.fetch(f"/posters/{poster}/render", body))
    to.write_bytes(content)
    if not terminal.result({"file": str(to), "bytes": len(content)}):
        terminal.out.print(f"[green]✓[/] {shown(str(to))}")


def _copy(said: str, store: str, customer: str) -> dict[str, Any]:
    kind, _, rest = said.partition(":")
    slug, _, staff = rest.partition(":")
    return {"kind": kind, "slug": slug, "staff": staff, "store": store, "customer": customer}
