"""The three services that a melody is made by, seen from the frontend."""

import io
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO, Final, NamedTuple

from melodie.contract import (
    APPLIED_HEADER,
    EDITION_HEADER,
    LENIENT,
    Accompanied,
    AccompanimentRequest,
    Alternatives,
    AlternativesRequest,
    Analysis,
    AnalysisRequest,
    Chords,
    ChordsRequest,
    ContourChoices,
    Edition,
    Harmonies,
    HarmoniesRequest,
    Harmony,
    HarmonyRollRequest,
    InstrumentChoices,
    ListRequest,
    Message,
    Notes,
    NotesRequest,
    PlayRequest,
    ProgressionChoices,
    Rhythm,
    RhythmChoices,
    RhythmRequest,
    ScaleChoices,
    ScoreRequest,
    StyleChoices,
    Timeline,
    TimeSignatureChoices,
    TwistChoices,
    Twisted,
    TwistRequest,
    WorksheetRequest,
)
from melodie.errors import UpstreamError
from melodie.formats import BY_EXTENSION, Format
from melodie.upstream import Upstream
from service1_frontend.naming import naming_fields
from service1_frontend.settings import FrontendSettings

CARD: Final = Format("card.png", "image/png", "Card")
"""The picture of 1200 by 630 pixels that stands for the address of a melody elsewhere."""
PEOPLES: Final = {"score.title": "name", "tempo": "tempo"}
"""The parts of a score that a person decides, and what a recipe calls them."""

PLAYING: Final = {
    "percent": "tempo",
    "first_bar": "from",
    "last_bar": "to",
    **{name: name for name in ("bpm", "instrument", "expression")},
}
"""The parts of how a score is played that a person decides, and what an address calls them."""


@dataclass(slots=True)
class Editions:
    """The edition of the LilyPond service that was met last."""

    latest: str | None = None


class Rendered(NamedTuple):
    """What comes with a file: the edition that made it, and whether it knew all of the score."""

    edition: str
    whole: bool


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

    def time_signatures(self) -> TimeSignatureChoices:
        """Ask which time signatures there are."""
        return self.rhythm.get("/v1/time-signatures", TimeSignatureChoices)

    def styles(self) -> StyleChoices:
        """Ask which styles of tune there are."""
        return self.rhythm.get("/v1/styles", StyleChoices)

    def contours(self) -> ContourChoices:
        """Ask which lines a melody can follow."""
        return self.notes.get("/v1/contours", ContourChoices)

    def progressions(self) -> ProgressionChoices:
        """Ask which progressions there are to compose over."""
        return self.notes.get("/v1/progressions", ProgressionChoices)

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

    def alternatives(self, wanted: AlternativesRequest) -> Alternatives:
        """Ask what else could stand for one note of a score."""
        return self.notes.post("/v1/alternatives", wanted, Alternatives)

    def compose_chords(self, wanted: ChordsRequest) -> Chords:
        """Ask for chords for a form."""
        return self.notes.post("/v1/chords", wanted, Chords)

    def harmonise(self, wanted: HarmoniesRequest) -> Harmonies:
        """Ask for three harmonisations of a score."""
        return self.notes.post("/v1/harmonies", wanted, Harmonies)

    def roll_harmony(self, wanted: HarmonyRollRequest) -> Harmony:
        """Ask for other chords than a score has.

        Raises ``InvalidInput`` for ``bars`` where nothing else fits.
        """
        with naming_fields({"bars": "bars"}):
            return self.notes.post("/v1/harmonies/rolls", wanted, Harmony)

    def accompany(self, wanted: AccompanimentRequest) -> Accompanied:
        """Ask for an accompaniment of a score."""
        return self.notes.post("/v1/accompaniments", wanted, Accompanied)

    def twists(self) -> TwistChoices:
        """Ask what can be done to a score."""
        return self.notes.get("/v1/twists", TwistChoices)

    def twist(self, wanted: TwistRequest) -> Twisted:
        """Ask for a score to be twisted."""
        return self.notes.post("/v1/twists", wanted, Twisted)

    def analyse(self, wanted: AnalysisRequest) -> Analysis:
        """Ask how a melody is made."""
        return self.notes.post("/v1/analyses", wanted, Analysis)

    def edition(self) -> str | None:
        """Return what makes files now, as far as it is known; asks only where it never was."""
        if self.editions.latest is None:
            with suppress(UpstreamError):
                self.editions.latest = self.lilypond.get("/v1/edition", Edition).edition
        return self.editions.latest

    def render(self, wanted: ScoreRequest, file_format: Format, into: BinaryIO) -> Rendered:
        """Write a score as a file ``into`` a stream; say what made it.

        Raises ``InvalidInput`` for ``name`` when the title cannot be engraved,
        and for ``tempo`` when the score sounds for too long.
        """
        path = "/v1/cards" if file_format == CARD else "/v1/scores"
        with naming_fields(PEOPLES):
            headers = self.lilypond.fetch(path, wanted, file_format.media_type, into)
        self.editions.latest = headers.get(EDITION_HEADER, "0")
        return Rendered(self.editions.latest, headers.get(APPLIED_HEADER) != LENIENT)

    def play(self, wanted: PlayRequest, into: BinaryIO) -> str:
        """Write a score as it is played ``into`` a stream, as WAV; return what made it.

        Raises ``InvalidInput`` where there are no such bars, or the sound would be too long.
        """
        with naming_fields(PLAYING | {"tempo": "tempo"}):
            headers = self.lilypond.fetch("/v1/sounds", wanted, "audio/wav", into)
        self.editions.latest = headers.get(EDITION_HEADER, "0")
        return self.editions.latest

    def timeline(self, wanted: PlayRequest) -> Timeline:
        """Ask when what sounds in what ``play`` writes; raises as it does."""
        with naming_fields(PLAYING | {"tempo": "tempo"}):
            return self.lilypond.post("/v1/timelines", wanted, Timeline)

    def print_list(self, wanted: ListRequest) -> bytes:
        """Return a list as a PDF."""
        return self._printed("/v1/lists", wanted)

    def print_worksheet(self, wanted: WorksheetRequest) -> bytes:
        """Return several scores as one PDF."""
        return self._printed("/v1/worksheets", wanted)

    def _printed(self, path: str, wanted: Message) -> bytes:
        written = io.BytesIO()
        self.lilypond.fetch(path, wanted, BY_EXTENSION["pdf"].media_type, written)
        return written.getvalue()
