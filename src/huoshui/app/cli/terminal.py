"""How the command line speaks: tables for people, exactly one JSON object for scripts, one exit code per outcome."""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.errors import Refusal

RUNNING = "Running it 运行"
USING = "Using it 使用"
"""The panels of `huoshui --help`."""


class Exit(IntEnum):
    """What a script may branch on."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    UNREACHABLE = 3


NEXT = {
    "NoSuchConnector": "connectors list", "NoSuchExperiment": "experiments list", "NoSuchFan": "followers list",
    "NoSuchFollower": "relations show", "NoSuchLead": "leads list",
    "NoSuchCode": "codes list", "NoSuchMetric": "insight metrics", "NoSuchMoment": "moments list",
    "NoSuchPoster": "posters list", "NoSuchReadySet": "scripts ready",
    "NoSuchScript": "scripts list", "NoSuchSegment": "segments list",
    "NoSuchSend": "sends list", "NoSuchShortLink": "links list", "NoSuchSop": "sops list",
    "NoSuchSource": "sources list", "NoSuchStaff": "staff list", "NoSuchTask": "tasks list",
    "NoSuchTransfer": "transfers show",
}  # fmt: skip
"""By the code of a refusal, the command that lists what there is."""

_NAME = re.compile(r"[0-9A-Za-z_.\-]+")


class Terminal:
    """Where the command line writes: results to standard output, everything else to standard error."""

    def __init__(self) -> None:
        self.as_json = False
        self.out = Console(highlight=False)
        self.aside = Console(stderr=True, highlight=False)

    def result(self, value: Mapping[str, Any]) -> bool:
        """This will write the one JSON object when a script asked for it, and tell whether it did."""
        if self.as_json:
            sys.stdout.write(orjson.dumps(value, default=str).decode() + "\n")
        return self.as_json

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        numbers: frozenset[int] = frozenset(),
        whole: frozenset[int] = frozenset(),
        below: str = "",
        none: str = "",
    ) -> None:
        """
        This will write a table; the columns whose places are in ``numbers`` stand on the right.

        Neither they nor those in ``whole`` are broken into lines.

        Cells are shown as they are; a `rich.text.Text` may be styled. ``below`` says how to read them. Without rows
        ``none`` stands there alone and says what brings some, a command or words.
        """
        rows = list(rows)
        if none and not rows:
            self.out.print(f"none 没有 → [b]{none}[/]", soft_wrap=True)
            return
        table = Table(box=None, pad_edge=False, header_style="dim")
        for place, column in enumerate(columns):
            number = place in numbers
            kept = number or place in whole
            table.add_column(column, justify="right" if number else "left", overflow="fold", no_wrap=kept)
        for row in rows:
            table.add_row(*(cell if isinstance(cell, Text) else Text(printable(cell)) for cell in row))
        if Measurement.get(self.out, self.out.options.update(max_width=1000), table).minimum > self.out.width:
            table.padding = (0, 1, 0, 0)
        self.out.print(table)
        if below:
            self.out.print(f"[dim]{below}[/]")

    def refused(self, refusal: Refusal) -> None:
        """This will say why nothing was done, with the code that scripts switch on."""
        if not self.result({"code": refusal.code, "message": refusal.message, "facts": refusal.facts}):
            self.aside.print(f"[red]✗[/] {shown(refusal.message)} [dim]({refusal.code})[/]", soft_wrap=True)
            if refusal.code in NEXT:
                self.aside.print(f"  there are 有哪些 → [b]huoshui {NEXT[refusal.code]}[/]")


terminal = Terminal()


People = Annotated[int, typer.Option(min=100, help="How many people live in the demo. 人数。")]
Days = Annotated[int, typer.Option(min=7, max=1000, help="How many days of life. 天数。")]
Seed = Annotated[int, typer.Option(help="The same seed gives the same brand. 种子。")]
DEMO_PEOPLE, DEMO_DAYS, DEMO_SEED = 20_000, 120, 7


def _chosen(as_json: bool) -> bool:  # noqa: FBT001 Typer calls it
    terminal.as_json = as_json
    return as_json


Json = Annotated[
    bool, typer.Option("--json", callback=_chosen, help="Print exactly one JSON object. 只输出一个 JSON 对象。")
]


def printable(value: object) -> str:
    """This will write a value as one line without control characters: what people sent must not steer a terminal."""
    text = "" if value is None else str(value)
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def shown(value: object) -> str:
    """This will write a value so that it may stand inside our own markup."""
    return escape(printable(value))


def group(name: str, text: str) -> typer.Typer:
    """This will make a group of commands that shows its help when called bare."""
    return typer.Typer(name=name, help=text, no_args_is_help=True, rich_markup_mode="rich")


def count(number: int | None) -> str:
    """This will write a count for people: ``12345`` → ``12,345``; unknown is a dash."""
    return "–" if number is None else f"{number:,}"


def share(part: int, whole: int) -> str:
    """This will write a part as a percentage of the whole, a dash where there is no whole."""
    return f"{part / whole:.1%}" if whole else "–"


def of(part: int, whole: int) -> str:
    """This will write a part, the whole and the percentage: ``1/2 50.0%``; a dash where there is no whole."""
    return f"{count(part)}/{count(whole)} {share(part, whole)}" if whole else "–"


def moment(at: str | None) -> str:
    """This will write a moment of the API as clocks in Beijing show it: ``2026-11-22 18:00``; none is a dash."""
    return datetime.fromisoformat(at).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") if at else "–"


def worded(words: Mapping[str, str], code: str) -> str:
    """This will put the Chinese word beside the one that scripts switch on: ``asked`` → ``asked 等员工确认``."""
    return f"{code} {words[code]}" if code in words else code


def tally(words: Mapping[str, str], counts: Mapping[str, int]) -> str:
    """This will write how many there are of each: ``done 完成 3, refused 客户拒绝 1``; a dash where there are none."""
    return ", ".join(f"{worded(words, code)} {count(number)}" for code, number in counts.items() if number) or "–"


def whoever(userid: str, name: str) -> str:
    """This will write a staff member's name with the userid that commands take."""
    return userid if name in {"", userid} else f"{name} {userid}"


def named(value: str) -> str:
    """
    This will take a name that may stand in an address of the API.

    :raises typer.BadParameter: if it would lead elsewhere
    """
    if not value or value in {".", ".."} or not _NAME.fullmatch(value):
        msg = f"“{printable(value)}” is no name: letters, digits, - and _"
        raise typer.BadParameter(msg)
    return value
