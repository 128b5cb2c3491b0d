"""Settings of the engraving service, and which of them make sense together."""

from pathlib import Path
from typing import Final

from pydantic import Field

from melodie.settings import Settings, SettingsError

SPARE_THREADS: Final = 1
"""Threads that no score can hold, so that requests can still be refused when all is full."""


class LilypondSettings(Settings):
    """Settings of the engraving service."""

    engraving_seconds: float = Field(
        20, gt=0, le=600, description="Seconds that engraving one score may take."
    )
    engraving_cpu_seconds: int = Field(
        20, ge=1, le=600, description="Processor seconds that engraving one score may take."
    )
    engraving_memory_mb: int = Field(
        1024, ge=512, le=16_384, description="Address space of one engraving, in MiB."
    )
    engraving_output_mb: int = Field(
        32, ge=1, le=1024, description="All that one engraving may write, in MiB."
    )
    engravers: int = Field(
        2, ge=1, le=64, description="Scores engraved at a time, each by a LilyPond process."
    )
    engraver_lifetime: int = Field(
        1000, ge=1, description="Scores after which a LilyPond process is replaced."
    )
    engraving_queue: int | None = Field(
        None,
        ge=0,
        le=1024,
        description="Scores that may wait for an engraver, and as many for a synthesizer; more "
        "are refused. Left out, as many as `MELODIE_THREADS` leaves room for.",
    )
    synthesizers: int = Field(2, ge=1, le=64, description="Scores played at a time.")
    soundfont: Path | None = Field(
        None, description="The General MIDI soundfont; empty looks where packages put one."
    )


def waiting_room(settings: LilypondSettings, threads: int) -> int:
    """Return how many may wait for an engraver, and as many for a synthesizer.

    Each waiting request holds one of the server's ``threads``; were there too
    few, further requests would wait without an answer instead of being refused.
    Raises ``SettingsError`` where the settings need more threads than there are.
    """
    at_work = settings.engravers + settings.synthesizers + SPARE_THREADS
    needed = at_work + 2 * (settings.engraving_queue or 0)
    if threads < needed:
        raise SettingsError(
            f"MELODIE_THREADS: {threads} is too few for so many engravers, synthesizers and "
            f"those that wait for them; {needed} is the least"
        )
    if settings.engraving_queue is None:
        return (threads - at_work) // 2
    return settings.engraving_queue
