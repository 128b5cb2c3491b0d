"""One JSON object per line on standard output, each with its request id."""

import logging
import logging.config
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
                    structlog.processors.JSONRenderer(ensure_ascii=False),
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
