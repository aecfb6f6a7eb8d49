"""Structured log lines: past tense, dotted names, ids not objects, nothing personal."""

import logging
import sys

import structlog


def configure(*, level: str = "info", as_json: bool | None = None) -> None:
    """This will set up logging to standard error: readable on a terminal, JSON elsewhere."""
    render_json = not sys.stderr.isatty() if as_json is None else as_json
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info if render_json else structlog.dev.set_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False) if render_json else structlog.dev.ConsoleRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def logger() -> structlog.typing.FilteringBoundLogger:
    """This will give the logger of the house."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
    return log
