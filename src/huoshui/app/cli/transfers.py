"""`huoshui transfers`: customers and groups that go to other staff."""

import uuid
from typing import Annotated, Any

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, count, group, moment, shown, tally, terminal, whoever, worded
from huoshui.relations.transfers.contract import AGAIN, WEIGHT_MOST

commands = group("transfers", "Customers who go to other staff. 客户继承：在职与离职。")

STATES = {
    "planned": "排队", "asking": "提交中", "waiting": "等待接替", "done": "完成", "refused": "客户拒绝",
    "taker_full": "接替人已满", "no_record": "平台无记录", "failed": "未成", "too_often": "90 天内已转 2 次",
    "on_the_way": "正在另一次移交里",
}  # fmt: skip
ITEMS_MOST = 200
"""How many of those that came to nothing are shown."""

Giver = Annotated[str, typer.Argument(help="Whose customers, by userid. 移交人。")]
Takers = Annotated[
    list[str], typer.Option("--to", help="Who takes over: userid, or userid=weight; several times. 接替人。")
]
Corp = Annotated[str, typer.Option(help="The corp; the only one there is where none is said. 企业。")]
Share = Annotated[bool, typer.Option("--share", help="Even what is given, not what they have afterwards. 按人均分。")]
NoGroups = Annotated[bool, typer.Option("--no-groups", help="Leave groups where they are. 不移交客户群。")]
Again = Annotated[
    int | None, typer.Option(min=1, help="Only what came to nothing in this transfer. 只移交上次没成的。")
]


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def plan(
    giver: Giver, to: Takers, corp: Corp = "", *, share: Share = False, no_groups: NoGroups = False,
    again: Again = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Show who would get how many, before anything is done. 预览如何分配。"""
    body = _body(giver, to, corp, share=share, no_groups=no_groups, again=again)
    found = ask(lambda client: client.post("/relations/transfers/plan", body))
    if not terminal.result(found):
        _print_plan(found)


@commands.command()
def start(  # noqa: PLR0913 each is one option
    giver: Giver, to: Takers, corp: Corp = "", message: Annotated[
        str, typer.Option(help="What customers are told, in service. 在职继承时告知客户的话。")
    ] = "",
    key: Annotated[str, typer.Option(help="The same key begins once. 幂等键。")] = "",
    *, share: Share = False, no_groups: NoGroups = False, again: Again = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Begin a transfer. 开始移交。"""
    body = _body(giver, to, corp, share=share, no_groups=no_groups, again=again)
    body |= {"message": message, "key": key or uuid.uuid4().hex}
    begun = ask(lambda client: client.post("/relations/transfers", body))
    if not terminal.result(begun):
        terminal.out.print(
            f"[green]✓[/] transfer 移交 {begun['id']}; watch it 看进度: [b]huoshui transfers show {begun['id']}[/]"
        )


@commands.command()
def show(
    number: Annotated[int | None, typer.Argument(min=1, help="A transfer; all where none is said. 编号。")] = None,
    *, as_json: Json = False,
) -> None:  # fmt: skip
    """Show how far transfers are, and what came to nothing and why. 移交进度与未成的原因。"""
    if number is None:
        found = ask(lambda client: client.get("/relations/transfers"))
        if not terminal.result({"transfers": found}):
            _print_transfers(found)
        return
    path = f"/relations/transfers/{number}"
    one = ask(lambda client: client.get(path))
    page = ask(lambda client: client.get(f"{path}/items", state=[state.value for state in AGAIN], limit=ITEMS_MOST))
    if terminal.result({**one, "unsettled": page["items"]}):
        return
    _print_transfers([one])
    rows = [
        (item["name"] or item["thing"], whoever(item["taker"], item["taker_name"]), worded(STATES, item["state"]),
         item["reason"] or "–")
        for item in page["items"]
    ]  # fmt: skip
    if rows:
        terminal.out.print()
        terminal.table(["not handed on 未成", "to 接替人", "state 状态", "why 原因"], rows)
    if page["next"]:
        terminal.out.print(f"[dim]only the first {ITEMS_MOST} of them 只列出前 {ITEMS_MOST} 项[/]")


def _body(
    giver: str, to: list[str], corp: str, *, share: bool, no_groups: bool, again: int | None
) -> dict[str, Any]:  # fmt: skip
    takers = [_taker(one) for one in to]
    return {
        "corp": corp or _only_corp(giver), "giver": giver, "takers": takers, "balance": "share" if share else "load",
        "groups": not no_groups, "again": again,
    }  # fmt: skip


def _taker(said: str) -> dict[str, Any]:
    staff, _, weight = said.partition("=")
    heavy = int(weight) if weight.isdecimal() else 0 if "=" in said else 1
    if not staff or not 1 <= heavy <= WEIGHT_MOST:
        msg = f"{said}: write userid, or userid=weight with a weight from 1 to {WEIGHT_MOST}"
        raise typer.BadParameter(msg)
    return {"staff": staff, "weight": heavy}


def _only_corp(giver: str) -> str:
    givers = ask(lambda client: client.get("/relations/transfers/givers"))
    corps = sorted({one["corp"] for one in givers if one["staff"] == giver})
    if not corps:
        msg = f"{giver}: no staff member has this userid; `huoshui relations show` lists them"
        raise typer.BadParameter(msg)
    if len(corps) > 1:
        msg = f"{giver} is known in several corps: say --corp {' or --corp '.join(corps)}"
        raise typer.BadParameter(msg)
    return str(corps[0])


def _print_plan(found: dict[str, Any]) -> None:
    kind = "after leaving 离职继承" if found["resigned"] else "in service 在职继承"
    terminal.out.print(
        f"[b]{shown(whoever(found['giver'], found['giver_name']))}[/] hands on 移交: customers 客户 "
        f"{count(found['customers'])}, groups 客户群 {count(found['groups'])} · {kind}"
    )
    heads = ["to 接替人", "has now 现有", "known 已是好友", "new 新增", "groups 客户群", "afterwards 之后"]
    rows = [
        (whoever(one["staff"], one["name"]),
         *(count(one[part]) for part in ("before", "known", "fresh", "groups", "after")))
        for one in found["portions"]
    ]  # fmt: skip
    terminal.table(heads, rows, numbers=frozenset(range(1, 6)))
    left = {one["why"]: one["count"] for one in found["left_out"]}
    if left:
        terminal.out.print(f"left out 不移交: {tally(STATES, left)}")


def _print_transfers(found: list[dict[str, Any]]) -> None:
    rows = [
        (str(one["id"]), whoever(one["giver"], one["giver_name"]),
         ", ".join(whoever(taker["staff"], taker["name"]) for taker in one["takers"]), moment(one["started_at"]),
         _counts(one["counts"]))
        for one in found
    ]  # fmt: skip
    heads = ["transfer", "from 移交人", "to 接替人", "started 开始", "progress 进度"]
    terminal.table(heads, rows, numbers=frozenset({0}), whole=frozenset({3}), none="huoshui transfers plan")
    for one in found:
        if one["problem"]:
            terminal.out.print(f"[yellow]![/] transfer {one['id']}: {shown(one['problem'])}", soft_wrap=True)


def _counts(counts: dict[str, int]) -> str:
    return tally(STATES, {state: counts[state] for state in STATES if state in counts})
