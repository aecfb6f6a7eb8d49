"""What `huoshui insight attribution` works out and shows."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from huoshui.app.cli import columns
from huoshui.app.cli.columns import NothingToTell
from huoshui.app.cli.terminal import count, shown, terminal
from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.attribution import all_models, bands, rules
from huoshui.insight.science.attribution.all_models import LABEL, Credit
from huoshui.insight.science.attribution.paths import Paths, of_texts

SEED = 7
"""The same file gives the same bands."""
WIDE = 110
NARROW = ("first", "last", "linear", "shapley", "markov")
"""What a terminal of less than `WIDE` columns has room for."""
LABEL_ZH = "描述性归因：只描述路径的样子，不证明渠道的作用；增量以留白实验为准"


@dataclass(frozen=True, slots=True)
class Asked:
    """The columns of a file of journeys (``value`` and ``null`` may be empty), and how to credit."""

    path: str
    conversions: str
    value: str
    null: str
    separator: str
    order: int
    half_life: float
    direct: list[str] | None
    bands: int


def of_paths(file: Path, asked: Asked, told: Callable[[str], None]) -> dict[str, Any]:
    """
    This will credit the channels of a file of journeys by every model.

    :raises NoSuchColumn, RowUnreadable, CellUnreadable: if the file cannot be read
    :raises NothingToTell: if no journey has a touch, or none converted
    """
    named = [asked.path, asked.conversions, *filter(None, (asked.value, asked.null))]
    table = columns.read(file, named, told=lambda rows: told(f"{rows:,} rows 行"))
    texts = table.text(asked.path)
    figures = [table.numbers(one, least=0) if one else np.zeros(len(table))
               for one in (asked.conversions, asked.value, asked.null)]  # fmt: skip
    told("crediting 归因")
    paths = of_texts(texts, *figures, separator=asked.separator)
    if not len(paths):
        raise NothingToTell(file=table.file, why="no row has a journey")
    if not paths.conversions.sum():
        raise NothingToTell(file=table.file, why="no journey converted")
    direct = rules.DIRECT if asked.direct is None else {name.lower() for name in asked.direct}
    found = all_models.credit(paths, order=asked.order, half_life=asked.half_life, direct=direct)
    models = {one.model: _told(one, paths.channels, with_value=bool(asked.value)) for one in found}
    if asked.bands:
        told("drawing 抽样")
        models["markov"] |= _bands(paths, asked)
    kept = (paths.conversions, paths.value, paths.nulls)
    missed = [_beyond(float(whole.sum()), float(part.sum())) for whole, part in zip(figures, kept, strict=True)]
    walks = float((paths.conversions + paths.nulls).sum())
    return {
        "file": table.file,
        "label": LABEL,
        "label_zh": LABEL_ZH,
        "rows": len(table),
        "distinct_paths": len(paths),
        "conversions": float(paths.conversions.sum()),
        "value": float(paths.value.sum()) if asked.value else None,
        "nulls": float(paths.nulls.sum()) if asked.null else None,
        "without_path": {
            "conversions": missed[0],
            "value": missed[1] if asked.value else None,
            "nulls": missed[2] if asked.null else None,
        },
        "conversion_rate": float(paths.conversions.sum()) / walks,
        "channels": list(paths.channels),
        "order": asked.order,
        "models": models,
    }


def _beyond(whole: float, part: float) -> float:
    """What of the whole is not in the part; sums in another order differ in their last digits."""
    return whole - part if whole - part > 1e-9 * whole else 0.0


def _bands(paths: Paths, asked: Asked) -> dict[str, Any]:
    found = bands.bands(paths, order=asked.order, random=np.random.default_rng(SEED), repeats=asked.bands)
    return {name: dict(zip(paths.channels, values.tolist(), strict=True)) for name, values in asdict(found).items()}


def _told(credit: Credit, channels: tuple[str, ...], *, with_value: bool) -> dict[str, Any]:
    def named(values: Floats) -> dict[str, float]:
        return dict(zip(channels, values.tolist(), strict=True))

    told: dict[str, Any] = {"label": credit.label, "conversions": named(credit.conversions)}
    if with_value:
        told["value"] = named(credit.value)
    if credit.removal is not None:
        told["removal_effects"] = named(credit.removal)
    return told


def show(answer: dict[str, Any]) -> None:
    """This will show an answer to people."""
    terminal.out.print(
        f"[b]{shown(answer['file'])}[/] · {count(answer['rows'])} rows 行 · "
        f"{answer['conversions']:,.10g} conversions 转化 · rate 转化率 {answer['conversion_rate']:.2%}"
    )
    if any(without := [one or 0 for one in answer["without_path"].values()]):
        terminal.out.print(
            "[yellow]![/] left out, because their rows name no channel 没有渠道、未计入: "
            f"{without[0]:,.10g} conversions 转化, {without[2]:,.10g} that did not convert 未转化",
            soft_wrap=True,
        )
    models = answer["models"]
    names = [name for name in models if name in NARROW or terminal.out.width >= WIDE]
    _show_figures(answer, names, "conversions", "转化 conversions")
    if answer["value"] is not None:
        _show_figures(answer, names, "value", "金额 value")
    if len(names) < len(models):
        terminal.out.print("[dim]all models on a wider terminal or with --json 更宽的终端显示全部模型[/]")
    terminal.out.print(f"[dim]{LABEL} · {LABEL_ZH}[/]", soft_wrap=True)


def _show_figures(answer: dict[str, Any], names: list[str], what: str, head: str) -> None:
    models = answer["models"]
    removal = models["markov"]["removal_effects"] if what == "conversions" else {}
    lines = [
        [
            channel,
            *(f"{models[name][what][channel]:,.1f}" for name in names),
            *([_removal(models["markov"], channel)] if removal else []),
        ]
        for channel in sorted(answer["channels"], key=lambda channel: -models["markov"][what][channel])
    ]
    heads = [head, *names, *(["移除 removal"] if removal else [])]
    terminal.table(heads, lines, numbers=frozenset(range(1, len(heads))))


def _removal(markov: dict[str, Any], channel: str) -> str:
    effect = f"{markov['removal_effects'][channel]:.3f}"
    if "removal_low" not in markov:
        return effect
    return f"{effect} [{markov['removal_low'][channel]:.3f}, {markov['removal_high'][channel]:.3f}]"
