"""`huoshui tasks` and `huoshui sops`: what staff are to do, and the calendars that tell them."""

import uuid
from datetime import datetime
from typing import Annotated, Any

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, count, group, moment, of, shown, terminal, whoever, worded
from huoshui.bedrock.clock import BEIJING
from huoshui.relations.work.contract import TaskState

tasks = group("tasks", "What staff are to do, and who did not. 员工任务：谁没做。")
sops = group("sops", "Calendars that give staff their tasks. SOP 日历。")

STATES = {
    "open": "待办", "overdue": "已逾期", "done": "按时完成", "done_late": "逾期完成", "missed": "未做",
    "dropped": "已取消",
}  # fmt: skip
RUNS = {"running": "进行中", "paused": "已暂停"}
KINDS = {"added": "加好友", "first_order": "首单", "segment": "进入人群", "opened": "建群", "dates": "固定日期"}
State = Annotated[list[TaskState] | None, typer.Option(help="How they stand. 状态。")]


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(tasks, rich_help_panel=USING)
    app.add_typer(sops, rich_help_panel=USING)


@tasks.command("list")
def list_(
    *, staff: Annotated[str, typer.Option(help="By userid. 员工。")] = "", state: State = None,
    person: Annotated[str, typer.Option(help="About whom. 客户。")] = "",
    counts: Annotated[bool, typer.Option("--counts", help="How each stands, and no list. 每人的完成情况。")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many. 条数。")] = 50,
    as_json: Json = False,
) -> None:  # fmt: skip
    """List tasks, those that wait where no state is said; or how each staff member stands. 列出任务。"""
    if counts:
        found = ask(lambda client: client.get("/tasks/staff"))
        if not terminal.result({"staff": found}):
            _print_counts(found)
        return
    wanted = [one.value for one in state or (TaskState.OPEN, TaskState.OVERDUE)]
    page = ask(lambda client: client.get("/tasks", staff=staff, state=wanted, person=person, limit=limit))["tasks"]
    if not terminal.result({"tasks": page}):
        rows = [
            (one["id"], whoever(one["staff"], one["staff_name"]) or one["unit"] or "–", worded(STATES, one["state"]),
             moment(one["due_at"]), shown(one["person_name"] or one["group_name"] or "–"), shown(one["words"][:60]))
            for one in page
        ]  # fmt: skip
        terminal.table(
            ["task", "staff 员工", "state 状态", "due 截止", "about 关于", "what 做什么"],
            rows,
            none="huoshui tasks add",
        )


@tasks.command()
def add(  # noqa: PLR0913 each is one option
    words: Annotated[str, typer.Argument(help="What is to be done. 做什么。")],
    due: Annotated[str, typer.Option(help="Until when, in Beijing: 2026-11-22T18:00. 截止时间。")],
    staff: Annotated[str, typer.Option(help="By whom, by userid. 员工。")] = "",
    unit: Annotated[str, typer.Option(help="Or by which unit. 或哪个门店。")] = "",
    person: Annotated[str | None, typer.Option(help="About whom. 客户。")] = None,
    about_group: Annotated[str, typer.Option("--group", help="About which group. 客户群。")] = "",
    *, script: Annotated[int | None, typer.Option(help="A script's number. 话术。")] = None,
    corp: Annotated[str, typer.Option(help="Of several, which corp. 企业。")] = "",
    key: Annotated[str, typer.Option(help="The same key makes one. 幂等键。")] = "",
    as_json: Json = False,
) -> None:  # fmt: skip
    """Give somebody a task. 派一个任务。"""
    try:
        due_at = datetime.fromisoformat(due)
    except ValueError:
        msg = f"{due}: write it as 2026-11-22T18:00"
        raise typer.BadParameter(msg) from None
    due_at = due_at if due_at.tzinfo else due_at.replace(tzinfo=BEIJING)
    body = {
        "words": words, "due_at": due_at.isoformat(), "staff": staff, "unit": unit, "person": person,
        "group": about_group, "script": script, "corp": corp, "key": key or uuid.uuid4().hex,
    }  # fmt: skip
    made = ask(lambda client: client.post("/tasks", body))
    if not terminal.result(made):
        terminal.out.print(f"[green]✓[/] task {made['id']}, due {moment(made['due_at'])}")


@tasks.command()
def done(task: Annotated[int, typer.Argument(min=1, help="Its number. 编号。")], *, as_json: Json = False) -> None:
    """Say that a task is done. 完成一个任务。"""
    ended = ask(lambda client: client.post(f"/tasks/{task}/done", {}))
    if not terminal.result(ended):
        terminal.out.print(f"[green]✓[/] {worded(STATES, ended['state'])}")


@tasks.command()
def remind(
    staff: Annotated[str, typer.Argument(help="By userid. 员工。")],
    *, corp: Annotated[str, typer.Option(help="Of several, which corp. 企业。")] = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Remind somebody of what waits, by a message of the app; once an hour. 提醒员工还有几件没做。"""
    told = ask(lambda client: client.post("/tasks/reminders", {"staff": staff, "corp": corp}))
    if not terminal.result(told):
        terminal.out.print(f"[green]✓[/] reminded of {told['tasks']} tasks 已提醒")


@sops.command("list")
def sops_(*, as_json: Json = False) -> None:
    """List SOPs with how many they follow, and how they are kept. 列出 SOP。"""
    found = ask(lambda client: client.get("/sops"))
    if not terminal.result({"sops": found}):
        rows = [
            (one["id"], shown(one["plan"]["name"]), worded(KINDS, one["plan"]["begin"]), worded(RUNS, one["state"]),
             count(one["running"]),
             of(one["done"], one["done"] + one["done_late"] + one["missed"] + one["overdue"]))
            for one in found
        ]  # fmt: skip
        terminal.table(
            ["sop", "name", "begins 起点", "state 状态", "followed 进行中", "on time 按时"],
            rows,
            none="SOP 日历 in the console",
        )


@sops.command()
def show(sop: Annotated[int, typer.Argument(min=1, help="Its number. 编号。")], *, as_json: Json = False) -> None:
    """Show a SOP's steps, and how each is kept. 查看 SOP 的步骤与完成率。"""
    found = ask(lambda client: client.get(f"/sops/{sop}"))
    if terminal.result(found):
        return
    terminal.out.print(f"{shown(found['plan']['name'])} · {worded(RUNS, found['state'])} · version {found['version']}")
    rows: list[tuple[Any, ...]] = []
    by_step = {one["step"]: one for one in found["steps"]}
    for place, step in enumerate(found["plan"]["steps"]):
        kept = by_step.get(place, {"done": 0, "done_late": 0, "missed": 0, "overdue": 0, "made": 0})
        settled = kept["done"] + kept["done_late"] + kept["missed"] + kept["overdue"]
        when = f"day {step['day']}" if step["on"] is None else step["on"]
        rows.append((f"{when} {step['at']}–{step['until']}", shown(step["words"][:60]), count(kept["made"]),
                     of(kept["done"], settled)))  # fmt: skip
    terminal.table(["when", "what 做什么", "made 已派", "on time 按时"], rows)


def _print_counts(found: list[dict[str, Any]]) -> None:
    rows = [
        (one["name"], *(count(one[part]) for part in ("open", "due_today", "overdue", "done", "done_late", "missed")))
        for one in found
    ]
    heads = ["staff 员工", "open 待办", "today 今天到期", "overdue 逾期", "done 按时", "late 逾期完成", "missed 未做"]
    terminal.table(heads, rows, numbers=frozenset(range(1, 7)), none="huoshui tasks add")
