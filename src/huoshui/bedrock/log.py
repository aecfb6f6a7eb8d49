"""Structured log lines: past tense, dotted names, ids not objects, nothing personal."""

import logging
import re
import sys

import structlog
from structlog.typing import EventDict

_PHONE = re.compile(r"(?<!\d)((?:\+?86)?1[3-9]\d)\d{4}(\d{4})(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+(@[\w-]+\.[\w.-]+)")


def configure(*, level: str = "info", as_json: bool | None = None) -> None:
    """This will set up logging to standard error: readable on a terminal, JSON elsewhere."""
    render_json = not sys.stderr.isatty() if as_json is None else as_json
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _veil,
            structlog.processors.JSONRenderer(ensure_ascii=False) if render_json else structlog.dev.ConsoleRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def veiled(line: str) -> str:
    """This will mask what looks like a mobile number or an email address."""
    return _EMAIL.sub(r"***\1", _PHONE.sub(r"\1****\2", line))


def _veil(_logger: object, _method: str, line: EventDict) -> EventDict:
    # We log ids, not people; but the text of an exception is written by others, who put into it what they choked on.
    return {name: veiled(value) if isinstance(value, str) else value for name, value in line.items()}


def logger() -> structlog.typing.FilteringBoundLogger:
    """This will give the logger of the house."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
    return log
