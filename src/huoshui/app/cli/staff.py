"""`huoshui staff`: who may log in."""

import secrets
import sys
from typing import Annotated

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, group, shown, terminal

commands = group("staff", "Who may log in. 员工账号。")


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def add(
    login: Annotated[str, typer.Argument(help="The login name. 登录名。")],
    *,
    name: Annotated[str | None, typer.Option(help="What colleagues call them; default: the login name. 姓名。")] = None,
    role: Annotated[str, typer.Option(help="admin, operator, viewer or guide. 角色。")] = "operator",
    unit: Annotated[str | None, typer.Option(help="The code of their unit; default: headquarters. 所属单位。")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input. 从标准输入读密码。")
    ] = False,
    as_json: Json = False,
) -> None:
    """Add somebody; without --password-stdin a password is made and printed this once. 新建员工。"""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(12)
    body = {"login": login, "name": name or login, "role": role, "password": password, "unit": unit}
    made = ask(lambda client: client.post("/staff", body))
    if not password_stdin:
        made["password"] = password
    if terminal.result(made):
        return
    terminal.out.print(f"[green]✓[/] [b]{shown(login)}[/] · {made['role']} · {shown(made['unit'])}")
    if not password_stdin:
        terminal.out.print(f"  password  [b]{password}[/]  [dim](shown this once)[/]")


@commands.command("list")
def list_(*, as_json: Json = False) -> None:
    """List the staff. 列出员工。"""
    found = ask(lambda client: client.get("/staff"))
    if not terminal.result({"staff": found}):
        rows = [
            (one["login"], one["name"], one["role"], one["unit"], "no" if one["disabled_at"] else "yes")
            for one in found
        ]
        terminal.table(["login 登录名", "name", "role", "unit", "active"], rows)
