"""The three services that a melody is made by, seen from the frontend."""

from dataclasses import dataclass, field
from typing import BinaryIO, Final

from melodie.contract import (
    EDITION_HEADER,
    ContourChoices,
    Edition,
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
from melodie.errors import FieldError, InvalidInput, UpstreamError, UpstreamRefused
from melodie.formats import Format
from melodie.upstream import Upstream
from service1_frontend.settings import FrontendSettings

PEOPLES: Final = {"score.title": "name", "tempo": "tempo"}
"""The parts of a score that a person decides, and what a recipe calls them."""


@dataclass(slots=True)
class Editions:
    """The edition of the LilyPond service that was met last."""

    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Services:
    """Clients of the sibling services; every method raises an ``UpstreamError`` on failure."""

    notes: Upstream
    rhythm: Upstream
    lilypond: Upstream
    editions: Editions = field(default_factory=Editions)

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

    def edition(self) -> str | None:
        """Return what makes files now, as far as it is known; asks only where it never was."""
        return self.editions.latest or self._ask_edition()

    def render(self, wanted: ScoreRequest, file_format: Format, into: BinaryIO) -> str:
        """Write a score as a file ``into`` a stream; return the edition that made it.

        Raises ``InvalidInput`` for ``name`` when the title cannot be engraved,
        and for ``tempo`` when the score sounds for too long.
        """
        try:
            headers = self.lilypond.fetch("/v1/scores", wanted, file_format.media_type, into)
        except InvalidInput as error:
            raise _blame(error) from error
        self.editions.latest = headers.get(EDITION_HEADER, "0")
        return self.editions.latest

    def _ask_edition(self) -> str | None:
        try:
            self.editions.latest = self.lilypond.get("/v1/edition", Edition).edition
        except UpstreamError:
            return None
        return self.editions.latest


def _blame(error: InvalidInput) -> InvalidInput | UpstreamRefused:
    """Speak of the recipe where that is at fault; anything else is our own mistake."""
    told = [FieldError(PEOPLES[f.field], f.detail) for f in error.fields if f.field in PEOPLES]
    if told and len(told) == len(error.fields):
        return InvalidInput.naming(told)
    return UpstreamRefused("The LilyPond service cannot read this score.")
