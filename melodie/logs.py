"""One JSON object per line on standard output, each with its request id."""

import logging
import logging.config
from math import ceil
from select import PIPE_BUF
from typing import Any, Final

import structlog
from structlog.typing import Processor

_SHARED: Final[tuple[Processor, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
)


_json: Final = structlog.processors.JSONRenderer(ensure_ascii=False)
CUT: Final = "… "
"""Stands for what a line has no room for."""

WIDEST: Final = 6
"""Bytes that a character takes in JSON at most."""


def _in_one_write(logger: Any, name: str, event: structlog.typing.EventDict) -> str:
    """Return a line that no other process of the service can break, as they share a pipe.

    Where it is longer than what Linux writes to a pipe at once, its longest text, which is a
    traceback, loses its beginning: the end says what happened.
    """
    line = str(_json(logger, name, event))
    for key in sorted(event, key=lambda key: -len(str(event[key]))):
        text = str(event[key])
        while text and (excess := _bytes(line) - PIPE_BUF) > 0:
            text = text[ceil(excess / WIDEST) :]
            event[key] = CUT + text
            line = str(_json(logger, name, event))
    return line


def _bytes(line: str) -> int:
    return len(f"{line}\n".encode(errors="replace"))


def logging_config(service: str, level: str) -> dict[str, Any]:
    """Return a ``logging.config`` dictionary under which every line is JSON."""

    def name_service(_: object, __: str, event: structlog.typing.EventDict) -> dict[str, Any]:
        return {"service": service, **event}

    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": list(_SHARED),
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    name_service,
                    _in_one_write,
                ],
            }
        },
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "json",
            }
        },
        "root": {"handlers": ["stdout"], "level": level.upper()},
        # gunicorn's loggers pass their records on instead of writing them.
        "loggers": {
            "gunicorn.error": {"handlers": [], "propagate": True, "level": level.upper()},
            # Requests are logged by the apps (melodie.tracing), in more detail.
            "gunicorn.access": {"handlers": [], "propagate": True, "level": "WARNING"},
        },
    }


def configure_logging(service: str, level: str) -> None:
    """Make this process log JSON lines on standard output."""
    logging.config.dictConfig(logging_config(service, level))
