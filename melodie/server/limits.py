"""How long and how much a client may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes that bound a connection.

    ``body_bytes`` is the longest body that is received for an app. ``answer_step_bytes`` must
    be taken in every ``answer_seconds``. ``received_bytes`` and ``answer_bytes`` bound what all
    connections of a worker hold together. ``answer_ahead_bytes`` may be made of an answer before
    the client takes it.
    """

    body_bytes: int
    head_bytes: int = 32_768
    head_seconds: float = 10
    body_seconds: float = 30
    answer_seconds: float = 15
    answer_step_bytes: int = 32_768
    answer_ahead_bytes: int = 262_144
    unread_bytes: int = 64_000_000
    unread_seconds: float = 60
    close_seconds: float = 2
    stop_seconds: float = 5
    received_bytes: int = 32_000_000
    answer_bytes: int = 96_000_000
