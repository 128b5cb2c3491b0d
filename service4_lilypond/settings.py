"""What this service can be told."""

from pathlib import Path

from pydantic import Field

from melodie.settings import Settings


class LilypondSettings(Settings):
    """Settings of the engraving service."""

    engraving_seconds: float = Field(
        20, gt=0, le=600, description="Seconds that engraving one score may take."
    )
    engraving_cpu_seconds: int = Field(
        20, ge=1, le=600, description="Processor seconds that engraving one score may take."
    )
    engraving_memory_mb: int = Field(
        1024, ge=256, le=16_384, description="Address space of one engraving, in MiB."
    )
    engraving_output_mb: int = Field(
        32, ge=1, le=1024, description="Largest file that one engraving may write, in MiB."
    )
    engravers: int = Field(
        2, ge=1, le=64, description="Scores engraved at a time, each by a LilyPond process."
    )
    engraver_lifetime: int = Field(
        1000, ge=1, description="Scores after which a LilyPond process is replaced."
    )
    engraving_queue: int = Field(
        8, ge=0, le=1024, description="Scores that may wait for an engraver; more are refused."
    )
    synthesizers: int = Field(2, ge=1, le=64, description="Scores played at a time.")
    soundfont: Path | None = Field(
        None, description="The General MIDI soundfont; empty looks where packages put one."
    )
