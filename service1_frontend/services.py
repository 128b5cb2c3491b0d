"""The three services that a melody is made by, seen from the frontend."""

from dataclasses import dataclass
from typing import Final

from melodie.contract import (
    ContourChoices,
    InstrumentChoices,
    MetreChoices,
    Notes,
    NotesRequest,
    Rhythm,
    RhythmChoices,
    RhythmRequest,
    ScaleChoices,
    ScoreRequest,
    StyleChoices,
)
from melodie.errors import FieldError, InvalidInput, UpstreamRefused
from melodie.formats import Format
from melodie.upstream import Upstream
from service1_frontend.settings import FrontendSettings

TITLE_FIELD: Final = "score.title"
"""The one part of a score that a person writes."""


@dataclass(frozen=True, slots=True)
class Services:
    """Clients of the sibling services; every method raises an ``UpstreamError`` on failure."""

    notes: Upstream
    rhythm: Upstream
    lilypond: Upstream

    @classmethod
    def at(cls, settings: FrontendSettings) -> "Services":
        """Return clients of the services where ``settings`` say they are."""
        quick, slow = settings.compose_timeout, settings.engrave_timeout
        return cls(
            notes=Upstream("notes", settings.notes_url, timeout=quick),
            rhythm=Upstream("rhythm", settings.rhythm_url, timeout=quick),
            lilypond=Upstream("LilyPond", settings.lilypond_url, timeout=slow),
        )

    def rhythms(self) -> RhythmChoices:
        """Ask which rhythm vocabularies there are."""
        return self.rhythm.get("/v1/rhythms", RhythmChoices)

    def metres(self) -> MetreChoices:
        """Ask which time signatures there are."""
        return self.rhythm.get("/v1/time-signatures", MetreChoices)

    def styles(self) -> StyleChoices:
        """Ask which styles of tune there are."""
        return self.rhythm.get("/v1/styles", StyleChoices)

    def contours(self) -> ContourChoices:
        """Ask which lines a melody can follow."""
        return self.notes.get("/v1/contours", ContourChoices)

    def scales(self) -> ScaleChoices:
        """Ask which scales and keys there are."""
        return self.notes.get("/v1/scales", ScaleChoices)

    def instruments(self) -> InstrumentChoices:
        """Ask which instruments there are."""
        return self.lilypond.get("/v1/instruments", InstrumentChoices)

    def compose_rhythm(self, wanted: RhythmRequest) -> Rhythm:
        """Ask for whole bars of durations."""
        return self.rhythm.post("/v1/rhythms", wanted, Rhythm)

    def compose_notes(self, wanted: NotesRequest) -> Notes:
        """Ask for a pitch for every sounding duration."""
        return self.notes.post("/v1/notes", wanted, Notes)

    def render(self, wanted: ScoreRequest, file_format: Format) -> bytes:
        """Ask for a score as a file.

        Raises ``InvalidInput`` for ``name`` when the title cannot be engraved.
        """
        try:
            return self.lilypond.fetch("/v1/scores", wanted, file_format.media_type)
        except InvalidInput as error:
            raise _blame(error) from error


def _blame(error: InvalidInput) -> InvalidInput | UpstreamRefused:
    """Speak of the name where the title is at fault; anything else is our own mistake."""
    titles = [FieldError("name", fault.detail) for fault in error.fields]
    if titles and all(fault.field == TITLE_FIELD for fault in error.fields):
        return InvalidInput(f"name: {titles[0].detail}", titles)
    return UpstreamRefused("The LilyPond service cannot read this score.")
