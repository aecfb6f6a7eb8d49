"""`huoshui insight credit|value|…`: what truly happened, on the platform's own events and orders."""

from datetime import datetime
from typing import Annotated, Any

import typer
from rich.text import Text

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import Json, count, shown, terminal
from huoshui.bedrock.money import yuan

Since = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="From this day. 起始日。")]
Until = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Up to, not with. 截止日。")]
Days = Annotated[int | None, typer.Option("--days", min=1, max=1100, help="Or: the last so many. 或最近多少天。")]
People = Annotated[str | None, typer.Option(help="Only people of this segment. 只看这个人群。")]
BAR = 18
SHOWN = {"first": "首次", "last": "末次", "time_decay": "衰减", "markov": "马尔可夫"}


def add(commands: typer.Typer) -> None:
    """This will put the commands in their group."""
    for name, command in (
        ("credit", credit), ("value", value), ("repurchase", repurchase), ("rfm", rfm), ("payback", payback),
        ("quality", quality), ("flow", flow), ("metrics", metrics), ("metric", metric),
    ):  # fmt: skip
        commands.command(name)(command)


def credit(
    *,
    by: Annotated[str, typer.Option(help="channel, campaign, code or creative. 归因维度。")] = "channel",
    lookback: Annotated[str, typer.Option(help="How long a touch may count. 回溯窗口。")] = "30d",
    lifetime: Annotated[
        bool, typer.Option("--lifetime", help="Credit first orders with predicted value. 按终身价值。")
    ] = False,
    since: Since = None,
    until: Until = None,
    days: Days = None,
    people: People = None,
    as_json: Json = False,
) -> None:
    """Who gets credit for own orders, by every model side by side. 自有订单归因（描述性）。"""
    kind = "lifetime" if lifetime else "orders"
    body = {**_asked(since, until, days, people), "by": by, "lookback": lookback, "conversion": {"kind": kind}}
    answer = ask(lambda client: client.post("/insight/attribution", body))
    if terminal.result(answer):
        return
    rows = []
    for line in answer["lines"]:
        told = [f"{line['credit'][model]['conversions']:,.1f}" for model in SHOWN]
        caused = line["caused"]
        cause = f"{caused['conversions']:,.1f} ({caused['low']:,.0f}…{caused['high']:,.0f})" if caused else "–"
        rows.append(
            [line["chinese"], count(line["people"]), *told, _yuan(line["credit"]["markov"]["value_fen"]), cause]
        )
    heads = ["", "人 people", *SHOWN.values(), "金额 value", "因果 caused"]
    terminal.table(heads, rows, numbers=frozenset(range(1, len(heads))))
    totals = answer["totals"]
    say = terminal.out.print
    say(f"{count(totals['conversions'])} conversions 转化 · {_yuan(totals['value_fen'])} · "
        f"{count(totals['untouched'])} without a touch 无触点")  # fmt: skip
    for path in answer["paths"][:5]:
        say(f"[dim]{shown(' > '.join(path['touches'][:8]))}[/] {count(path['conversions'])}", soft_wrap=True)
    say(f"[yellow]![/] {shown(answer['label_zh'])} · {shown(answer['label'])}", soft_wrap=True)


def value(
    *,
    by: Annotated[str, typer.Option(help="month or channel. 按月或按渠道。")] = "channel",
    start: Annotated[str, typer.Option(help="purchase or arrival. 从首购或到来起算。")] = "purchase",
    since: Since = None,
    until: Until = None,
    days: Days = None,
    people: People = None,
    as_json: Json = False,
) -> None:
    """What people have brought within so many days of their beginning. 观察到的终身价值。"""
    body = {**_asked(since, until, days or (None if since else 365), people), "by": by, "start": start}
    answer = ask(lambda client: client.post("/insight/value", body))
    if terminal.result(answer):
        return
    horizons = [one["days"] for one in answer["cohorts"][0]["worth"]] if answer["cohorts"] else []
    rows = []
    for cohort in answer["cohorts"]:
        cells = []
        for one in cohort["worth"]:
            mean = "–" if one["mean_fen"] is None else yuan(round(one["mean_fen"]))
            cells.append(Text.from_markup(f"{mean} [dim]{count(one['people'])}[/]"))
        rows.append([cohort["label"], count(cohort["people"]), *cells])
    terminal.table(["", "人 people", *(f"{days} 天" for days in horizons)], rows, numbers=frozenset(range(1, 12)))
    terminal.out.print(f"[dim]{shown(answer['censored'])}[/]", soft_wrap=True)


def repurchase(
    *, since: Since = None, until: Until = None, days: Days = None, people: People = None, as_json: Json = False
) -> None:
    """Who bought again, by how many days: the young are not taken for lost. 复购率与间隔。"""
    answer = ask(lambda client: client.post("/insight/value/repurchase", _asked(since, until, days, people)))
    if terminal.result(answer):
        return
    rows = [
        [f"{one['days']} 天", _bar(one["share"] or 0),
         *("–" if one[name] is None else f"{one[name]:.1%}" for name in ("share", "low", "high")),
         count(one["at_risk"])]
        for one in answer["within"]
    ]  # fmt: skip
    terminal.table(
        ["以内 within", "", "复购 again", "from", "to", "还在等 at risk"], rows, numbers=frozenset({2, 3, 4, 5})
    )
    quartiles = answer["interval_quartiles"]
    between = (
        f" · between purchases 间隔 {quartiles[1]:.0f} 天 ({quartiles[0]:.0f}…{quartiles[2]:.0f})" if quartiles else ""
    )
    terminal.out.print(f"{count(answer['buyers'])} buyers 购买 · {count(answer['bought_again'])} again 复购{between}")


def rfm(
    *, since: Since = None, until: Until = None, days: Days = None, people: People = None, as_json: Json = False
) -> None:
    """Buyers in eight groups, what they brought and are expected to. RFM 价值。"""
    answer = ask(lambda client: client.post("/insight/value/rfm", _asked(since, until, days, people)))
    if terminal.result(answer):
        return
    rows = [
        [one["chinese"], count(one["people"]), yuan(one["net_fen"]), f"{one['median_days_since']:.0f}",
         f"{one['mean_orders']:.1f}", "–" if one["expected_fen"] is None else _yuan(one["expected_fen"])]
        for one in answer["groups"]
    ]  # fmt: skip
    heads = ["组 group", "人 people", "实收 net", "距今天数 days", "次数 orders", "预期 expected"]
    terminal.table(heads, rows, numbers=frozenset(range(1, 6)))


def payback(
    *, since: Since = None, until: Until = None, days: Days = None, people: People = None, as_json: Json = False
) -> None:
    """What channels cost, whom they brought, and when that paid. 渠道成本与回本。"""
    answer = ask(lambda client: client.post("/insight/value/payback", _asked(since, until, days, people)))
    if terminal.result(answer):
        return
    rows = [
        [one["chinese"], yuan(one["cost_fen"]) if one["cost_fen"] else "–",
         count(one["arrivals"]), count(one["buyers"]),
         "–" if one["cac_fen"] is None else _yuan(one["cac_fen"]),
         yuan(one["net_fen"]), "–" if one["payback_days"] is None else f"{one['payback_days']} 天"]
        for one in answer["channels"]
    ]  # fmt: skip
    heads = ["渠道", "成本 cost", "到来", "新客", "获客 CAC", "实收 net", "回本"]
    costless = not any(one["cost_fen"] for one in answer["channels"])
    below = "no costs are known for these days 这段时间没有花费：huoshui costs import FILE" if costless else ""
    terminal.table(heads, rows, numbers=frozenset(range(1, 7)), below=below)


def quality(
    *,
    channel: Annotated[str, typer.Option(help="List this channel's people, with reasons. 列出该渠道的人及理由。")] = "",
    of: Annotated[str, typer.Option(help="active, silent or fake. 哪一类。")] = "fake",
    since: Since = None,
    until: Until = None,
    days: Days = None,
    people: People = None,
    as_json: Json = False,
) -> None:
    """Of those whom each channel brought: who is there, silent, probably fake. 渠道质量。"""
    body = _asked(since, until, days, people)
    if channel:
        more = {**body, "channel": channel, "of": of, "limit": 50}
        answer = ask(lambda client: client.post("/insight/channel-quality/people", more))
        if not terminal.result(answer):
            rows = [
                [one["person"], f"{one['chance'][of]:.0%}", "；".join(one["reasons_zh"])] for one in answer["people"]
            ]
            terminal.table(["人 person", "概率 chance", "理由 reasons"], rows, numbers=frozenset({1}))
        return
    answer = ask(lambda client: client.post("/insight/channel-quality", body))
    if terminal.result(answer):
        return
    names = ("active", "silent", "fake", "reachable", "seen_lately")
    rows = [
        [one["chinese"], count(one["arrivals"]), *(_percent(one[name]) for name in names),
         *(_percent(one["retained"][day]) for day in ("1", "7", "30")),
         "–" if one["net_fen_per_arrival"] is None else _yuan(one["net_fen_per_arrival"])]
        for one in (*answer["channels"], answer["total"])
    ]  # fmt: skip
    heads = ["渠道", "到来", "互动", "沉默", "疑似假", "可触达", "近30天", "次日", "7日", "30日", "每人实收"]
    terminal.table(heads, rows, numbers=frozenset(range(1, 11)))
    terminal.out.print(shown(answer["total"]["sentence_zh"]), soft_wrap=True)
    terminal.out.print(f"[dim]{shown(answer['note'])}[/]", soft_wrap=True)


def flow(
    *,
    lost_days: Annotated[int, typer.Option(min=7, max=730, help="Silent so long is lost. 多久无声算流失。")] = 90,
    since: Since = None,
    until: Until = None,
    days: Days = None,
    people: People = None,
    as_json: Json = False,
) -> None:
    """Pools that people stand in, the ways between them, and where a push would pay most. 流转地图。"""
    body = {**_asked(since, until, days or (None if since else 30), people), "lost_days": lost_days}
    answer = ask(lambda client: client.post("/insight/flow-map", body))
    if terminal.result(answer):
        return
    nodes, before = answer["map"]["nodes"], {one["pool"]: one for one in (answer["before"] or {"nodes": []})["nodes"]}
    names = {one["pool"]: one["chinese"] for one in nodes} | {"nobody": "新来"}
    most = max((one["end"] for one in nodes), default=0)
    rows = [
        [one["chinese"], Text(_bar(one["end"] / most if most else 0), "cyan"), count(one["start"]), f"+{one['came']:,}",
         f"−{one['went']:,}", count(one["end"]), f"{one['increment']:+,}",
         f"{before[one['pool']]['increment']:+,}" if one["pool"] in before else "–"]
        for one in nodes
    ]  # fmt: skip
    heads = ["池 pool", "", "期初 start", "进 came", "出 went", "期末 end", "净增", "上期 before"]
    terminal.table(heads, rows, numbers=frozenset(range(2, 8)))
    ways = sorted((one for one in answer["map"]["edges"] if one["source"] != "nobody"), key=lambda one: -one["moves"])
    rows = [
        [f"{names[one['source']]} → {names[one['target']]}", count(one["moves"]), f"{one['conversion'] or 0:.1%}",
         f"{one['median_days'] or 0:.1f}", Text("漏 leak" if one["leak"] else "", "red")]
        for one in ways[:12]
    ]  # fmt: skip
    terminal.table(["路 way", "人次 moves", "转化", "中位天数 days", ""], rows, numbers=frozenset({1, 2, 3}))
    for push in answer["map"]["pushes"][:3]:
        what = "少漏一成" if push["cut"] else "多一成"
        terminal.out.print(
            f"[green]↑[/] {names[push['source']]} → {names[push['target']]} {what}：{_yuan(push['gain_fen'])} · "
            f"elasticity 弹性 {push['elasticity']:.2%}"
        )


def metrics(*, as_json: Json = False) -> None:
    """List the metric dictionary: what each figure means. 指标字典。"""
    listed = ask(lambda client: client.get("/insight/metrics"))
    if terminal.result({"metrics": listed}):
        return
    rows = [
        [one["metric"]["name"], one["metric"]["chinese"], one["metric"]["formula"], f"v{one['version']}",
         "" if one["built_in"] else "自有 own"]
        for one in listed
    ]  # fmt: skip
    terminal.table(["name", "指标", "公式 formula", "", ""], rows)


def metric(
    name: Annotated[str, typer.Argument(help="Its name or Chinese name. 指标名。")],
    *,
    since: Since = None,
    until: Until = None,
    days: Days = None,
    people: People = None,
    as_json: Json = False,
) -> None:
    """A metric's value with its numerator and denominator, and how the official figure differs. 指标数值与口径。"""
    shown_name = ask(lambda client: client.get(f"/insight/metrics/{name}"))["metric"]["name"]
    body = {**_asked(since, until, days or (None if since else 30), people), "metric": shown_name}
    answer = ask(lambda client: client.post("/insight/metrics/value", body))
    if terminal.result(answer):
        return
    meant, say = answer["metric"]["metric"], terminal.out.print
    say(
        f"[b]{shown(meant['chinese'])}[/] {shown(meant['name'])} v{answer['metric']['version']}: "
        f"[b]{_figure(answer)}[/]"
    )
    if answer["denominator"] is not None:
        say(f"{answer['numerator']:,.0f} ÷ {answer['denominator']:,.0f}")
    say(f"[dim]{shown(meant['formula'])} · {shown(meant['window'])}[/]", soft_wrap=True)
    if meant["official"]:
        say(
            f"官方 official: {shown(meant['official']['name'])}。{shown(meant['official']['difference'])}",
            soft_wrap=True,
        )


def _asked(since: datetime | None, until: datetime | None, days: int | None, people: str | None) -> dict[str, Any]:
    """The period and the people of a question, as the API takes them."""
    if (since is None) != (until is None) or (since and days):
        raise typer.BadParameter("give both --from and --to, or --days", param_hint="--from")
    asked: dict[str, Any] = {"people": people} if people else {}
    if since and until:
        return {**asked, "period": {"from": since.date().isoformat(), "to": until.date().isoformat()}}
    return {**asked, "period": {"last_days": days}} if days else asked


def _figure(answer: dict[str, Any]) -> str:
    value = answer["value"]
    if value is None:
        return "–"
    unit = answer["metric"]["metric"]["unit"]
    return _yuan(value) if unit == "fen" else f"{value:.1%}" if unit == "share" else f"{value:,.2f}".removesuffix(".00")


def _percent(part: dict[str, Any]) -> str:
    return "–" if part["value"] is None else f"{part['value']:.1%}"


def _bar(share: float) -> str:
    return "█" * round(BAR * min(max(share, 0.0), 1.0))


def _yuan(fen: float) -> str:
    return yuan(round(fen))
