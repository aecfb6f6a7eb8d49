"""
Reading a file off the server's thread: a process of its own for big files, a thread for small ones; both say the same.

The process takes one message on its standard input and answers with messages on its standard output, each four bytes of
length and MessagePack: tables, then parts, then the end or a refusal. The upload's key comes through the pipe, never by
the command line.
"""

import asyncio
import contextlib
import gc
import sys
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from huoshui.bedrock import programs
from huoshui.bedrock.errors import Refusal
from huoshui.channels.exports import mapping as mappings
from huoshui.channels.exports import parsing, reading, recognition
from huoshui.channels.exports.contract import MappingDoesNotFit, NoHeader, NotRecognized
from huoshui.channels.exports.outcome import Totals
from huoshui.events.imports import masking, media
from huoshui.events.imports.drafts import Part, part_of

_SMALL = 1 << 20
"""A file of fewer bytes is read on a thread: a process takes longer to start than it takes to read."""
_SLICE = 2_000
_AHEAD = 1 << 20
"""The server holds about twice so many bytes that it has not looked at."""
_MOST_WAITING = 16
"""So many messages wait in the reading process before it stops reading."""


class Task(msgspec.Struct):
    """
    What to read: the upload, its name, the mapping that was given (JSON), saved mappings, and when it was exported.
    """

    path: str
    key: bytes
    size: int
    file: str
    exported_at: int
    given: bytes | None = None
    saved: list[bytes] = []
    platform: str = ""


class TableFound(msgspec.Struct, tag="table", array_like=True):
    """A table, the mapping that reads it, its columns, and how many rows it has."""

    file: str
    mapping: str
    platform: str
    channel: str
    record: str
    how: str
    encoding: str
    columns: list[str]
    unmapped: list[str]
    unfilled: list[str]
    rows: int
    problem: dict[str, Any] | None = None
    """Why this table is left out, when others of the same file are read."""


class PartRead(msgspec.Struct, tag="part", array_like=True):
    """A part of a table."""

    part: Part


class FileRefused(msgspec.Struct, tag="refused", array_like=True):
    """The file cannot be read."""

    status: int
    code: str
    message: str
    facts: dict[str, str]


class End(msgspec.Struct, tag="end", array_like=True):
    """Everything was read."""

    counts: dict[str, Any]


Message = TableFound | PartRead | FileRefused | End
_DECODER = msgspec.msgpack.Decoder(Message)


def messages(task: Task) -> Iterator[Message]:
    """This will read a file from beginning to end."""
    try:
        yield from _read(task)
    except Refusal as refusal:
        facts = {name: str(value) for name, value in refusal.facts.items()}
        yield FileRefused(refusal.status, refusal.code, refusal.message, facts)


def _read(task: Task) -> Iterator[Message]:
    opener = media.opener(Path(task.path), task.key, task.size)
    plans: list[parsing.Plan] = []
    for found in _planned(task, reading.tables(opener, task.file)):
        if isinstance(found, parsing.Plan):
            plans.append(found)
        else:
            yield found
    surveys = [parsing.survey(plan) for plan in plans]
    for plan, survey in zip(plans, surveys, strict=True):
        yield _found(plan, survey.rows)
    totals = Totals()
    for place, (plan, survey) in enumerate(zip(plans, surveys, strict=True)):
        channel = plan.mapping.channel or plan.mapping.platform
        searched = masking.needs_search(recognition.unused(plan.mapping, plan.recognition.columns))
        for slice_ in parsing.slices(plan, survey, size=_SLICE):
            totals.add(slice_)
            yield PartRead(part_of(place, slice_, channel, totals.facts(), searched=searched))
    yield End(totals.facts())


def _planned(task: Task, tables: list[reading.Table]) -> Iterator[parsing.Plan | TableFound]:
    """A file whose tables are all unknown is refused; where some are known, the others are left out and said so."""
    given = mappings.read(task.given) if task.given else None
    known = [*(mappings.read(one) for one in task.saved), *mappings.shipped()]
    if task.platform:
        named = [one for one in known if task.platform in {one.name, one.platform}]
        known = named or known
    planned: list[parsing.Plan | TableFound] = []
    refusals: list[Refusal] = []
    for table in tables:
        try:
            planned.append(parsing.plan(table, known, given=given, exported_at=task.exported_at))
        except (NotRecognized, MappingDoesNotFit, NoHeader) as refusal:
            refusals.append(refusal)
            problem = {"code": refusal.code, "message": refusal.message}
            planned.append(TableFound(table.file, "", "", "", "", "", table.encoding, [], [], [], 0, problem))
    if refusals and not any(isinstance(one, parsing.Plan) for one in planned):
        raise refusals[0]
    yield from planned


def _found(plan: parsing.Plan, rows: int) -> TableFound:
    mapping, found = plan.mapping, plan.recognition
    return TableFound(
        plan.table.file, mapping.name, mapping.platform, mapping.channel or mapping.platform, mapping.record.value,
        found.how,
        plan.table.encoding, list(found.columns), recognition.unused(mapping, found.columns),
        recognition.unfilled(mapping, found.columns), rows,
    )  # fmt: skip


async def read(task: Task) -> AsyncIterator[Message]:
    """This will read a file beside the event loop."""
    stream = _by_thread(task) if task.size < _SMALL else _by_process(task)
    async with contextlib.aclosing(stream):
        async for message in stream:
            yield message


async def _by_thread(task: Task) -> AsyncGenerator[Message, None]:
    loop = asyncio.get_running_loop()
    iterator = messages(task)
    following: Callable[[], Message | None] = lambda: next(iterator, None)
    with ThreadPoolExecutor(1, thread_name_prefix="import") as thread:
        while (message := await loop.run_in_executor(thread, following)) is not None:
            yield message


class ReaderDied(Exception):
    """The reading process ended before it was done."""


async def _by_process(task: Task) -> AsyncGenerator[Message, None]:
    program = await programs.start([sys.executable, "-m", __name__], limit=_AHEAD)
    try:
        program.said.write(msgspec.msgpack.encode(task))
        await program.said.drain()
        program.said.close()
        while True:
            try:
                head = await program.heard.readexactly(4)
                body = await program.heard.readexactly(int.from_bytes(head, "big"))
            except asyncio.IncompleteReadError as error:
                raise ReaderDied from error
            message = _DECODER.decode(body)
            yield message
            if isinstance(message, End | FileRefused):
                return
    finally:
        program.kill()
        await program.wait()


def main(source: BinaryIO, out: BinaryIO) -> None:
    """This will read what it is told on ``source`` and answer on ``out``."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)  # records are trees, not circles: there is hardly anything to find
    task = msgspec.msgpack.decode(source.read(), type=Task)
    encoder = msgspec.msgpack.Encoder()
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(1) as writer:  # the server takes in bursts, and reading goes on in between
        for message in messages(task):
            if len(waiting) >= _MOST_WAITING:
                waiting.popleft().result()
            waiting.append(writer.submit(_write, out, encoder.encode(message)))
        for one in waiting:
            one.result()


def _write(out: BinaryIO, body: bytes) -> None:
    out.write(len(body).to_bytes(4, "big"))
    out.write(body)
    out.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
