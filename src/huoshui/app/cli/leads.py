"""`huoshui leads`: who left their number, and what became of it."""

from typing import Annotated, Any

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, group, moment, shown, terminal, worded
from huoshui.leads.contract import LeadState

commands = group("leads", "Who left their number on a platform or page. 线索：谁留了资。")
STATES = {"new": "新", "contacted": "已联系", "valid": "有效", "invalid": "无效"}


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("list")
def list_(
    *,
    state: Annotated[LeadState | None, typer.Option(help="What became of them. 状态。")] = None,
    platform: Annotated[str | None, typer.Option(help="oceanengine, xiaohongshu … 平台。")] = None,
    account: Annotated[str | None, typer.Option(help="The connector that brought it. 连接器。")] = None,
    q: Annotated[str | None, typer.Option(help="A phone, or how a number or city begins. 手机号、编号、城市。")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many. 条数。")] = 50,
    as_json: Json = False,
) -> None:  # fmt: skip
    """List leads as they were received, the newest first; phones are masked. 列出线索（手机号打码）。"""
    asked = {"state": state, "platform": platform, "account": account, "q": q, "limit": limit}
    found = ask(lambda client: client.get("/leads", **asked))["leads"]
    if terminal.result({"leads": found}):
        return
    rows = [
        (one["id"], moment(one["received_at"]), one["account"] or one["platform"], one["phone"] or "–",
         one["city"] or "–", worded(STATES, one["state"]), one["person"] or "–")
        for one in found
    ]  # fmt: skip
    heads = ["lead", "received 收到", "from 来自", "phone 手机", "city 城市", "state 状态", "person 客户"]
    terminal.table(
        heads, rows, numbers=frozenset({0}), whole=frozenset({1, 3, 6}), none="huoshui connectors add-platform"
    )


@commands.command()
def show(
    lead: Annotated[int, typer.Argument(min=1, help="Its number in the list. 列表中的编号。")], *, as_json: Json = False
) -> None:
    """Show a lead with its advertisement and what became of it, masked. 查看一条线索。"""
    found = ask(lambda client: client.get(f"/leads/{lead}"))
    if terminal.result(found):
        return
    terminal.out.print(f"[b]lead 线索 {found['id']}[/] · {worded(STATES, found['state'])}")
    plain: dict[str, Any] = {
        "platform 平台": found["platform"], "account 账号": found["account"], "number 平台编号": found["lead_id"],
        "received 收到": moment(found["received_at"]), "phone 手机": found["phone"], "email 邮箱": found["email"],
        "name 姓名": found["name"], "city 城市": found["city"], "person 客户": found["person"],
        "unit 归属": found["unit"], **found["facts"], **found["form"],
    }  # fmt: skip
    terminal.table(["what 项", "said 内容"], [(name, value) for name, value in plain.items() if value])
    for mark in found["marks"]:
        said = f"{moment(mark['at'])} {worded(STATES, mark['state'])} · {mark['by']} {mark['note']}"
        terminal.out.print(f"  {shown(said)}", soft_wrap=True)
