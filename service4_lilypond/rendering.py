"""Renders a score as a file of any format."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from melodie.contract import ListRequest, ScoreRequest, WorksheetRequest
from melodie.formats import LONGEST_SOUND
from melodie.score import Score
from service4_lilypond.abc.document import abc
from service4_lilypond.bundle import bundle
from service4_lilypond.engraving.concurrency import ConcurrencyLimit
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.finishing import FINISH, with_resolution, without_rows_from
from service4_lilypond.engraving.worker import Output
from service4_lilypond.lilypond.card import card_text
from service4_lilypond.lilypond.lists import list_text
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.lilypond.worksheet import worksheet_text
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.piano import printed
from service4_lilypond.sound.audio import find_soundfont, mp3, wav
from service4_lilypond.sound.midi import midi
from service4_lilypond.svg.picture import svg

OUTPUTS: Final[Mapping[str, Output]] = {"pdf": Output.PDF, "png": Output.PNG}
"""What LilyPond makes each format of that it engraves (``melodie.formats.ENGRAVED``)."""


def _source(request: ScoreRequest, *, midi: bool = False) -> str:
    return lilypond_text(
        printed(request.score, request.layout),
        request.footline,
        paper=request.paper,
        symbols=request.chord_symbols,
        midi=midi,
    )


def _musicxml(request: ScoreRequest) -> bytes:
    return musicxml(
        printed(request.score, request.layout),
        paper=request.paper,
        symbols=request.chord_symbols,
    )


CARD_HEIGHT: Final = 630
"""Pixels."""

WRITERS: Final[Mapping[str, Callable[[ScoreRequest], bytes]]] = {
    "mid": lambda request: midi(request.score, request.expression),
    "musicxml": _musicxml,
    "svg": lambda request: svg(
        request.score, request.screen, request.chord_symbols, fragment=request.fragment
    ),
    "ly": lambda request: _source(request, midi=True).encode(),
    "abc": lambda request: abc(request.score, request.footline, request.chord_symbols),
}
"""What writes each format that takes neither LilyPond nor a synthesizer."""

PLAYERS: Final[Mapping[str, Callable[[Score, Path, int], bytes]]] = {"mp3": mp3, "wav": wav}
"""What plays each format of sound (``melodie.formats.SOUNDS``)."""

ALL: Final = (*OUTPUTS, *WRITERS, *PLAYERS)
ARCHIVE: Final = "zip"


def archived(score: Score) -> tuple[str, ...]:
    """Return the extensions in an archive of ``score``: all but sound that would be too long."""
    return tuple(n for n in ALL if n not in PLAYERS or score.seconds <= LONGEST_SOUND)


class Renderer:
    """Makes files of scores; ``synthesizers`` limits how many are played at a time.

    ``soundfont`` is the one to play with, None for the usual one.
    """

    def __init__(
        self, engraver: Engraver, soundfont: Path | None, synthesizers: ConcurrencyLimit
    ) -> None:
        self._engraver = engraver
        self._soundfont = soundfont
        self._synthesizers = synthesizers

    def render(self, request: ScoreRequest, extension: str) -> bytes:
        """Return the file with this extension, or ``archived`` ones in an archive for ``zip``.

        Raises ``Busy``, ``EngravingError`` or ``InvalidInput``.
        """
        if extension == ARCHIVE:
            return bundle(request.score.title, self._files(request, archived(request.score)))
        return self._files(request, [extension])[extension]

    def card(self, request: ScoreRequest) -> bytes:
        """Return a PNG of 1200 by 630 pixels with the score's beginning; raises as ``render``."""
        wanted = [Output.PAGE]
        engraved = self._engraver.engrave_written(lambda: card_text(request), wanted)
        return with_resolution(without_rows_from(CARD_HEIGHT, engraved[Output.PAGE]))

    def worksheet(self, request: WorksheetRequest) -> bytes:
        """Return a PDF of several scores; raises as ``render`` does."""
        return self._paper(lambda: worksheet_text(request))

    def listing(self, request: ListRequest) -> bytes:
        """Return a PDF of a list; raises as ``render`` does."""
        return self._paper(lambda: list_text(request))

    def _paper(self, write: Callable[[], str]) -> bytes:
        engraved = self._engraver.engrave_written(write, [Output.PDF])
        return FINISH["pdf"](engraved[Output.PDF])

    def _files(self, request: ScoreRequest, extensions: Iterable[str]) -> dict[str, bytes]:
        """Return a file for each of ``extensions``, with at most one run of LilyPond."""
        wanted = list(extensions)
        files = self._pages(request, [name for name in wanted if name in OUTPUTS])
        files |= {name: WRITERS[name](request) for name in wanted if name in WRITERS}
        files |= {name: self._play(request, name) for name in wanted if name in PLAYERS}
        return files

    def _pages(self, request: ScoreRequest, wanted: list[str]) -> dict[str, bytes]:
        if not wanted:
            return {}
        outputs = [OUTPUTS[name] for name in wanted]
        engraved = self._engraver.engrave_written(lambda: _source(request), outputs)
        return {name: FINISH[name](engraved[OUTPUTS[name]]) for name in wanted}

    def _play(self, request: ScoreRequest, name: str) -> bytes:
        with self._synthesizers.slot():
            return PLAYERS[name](request.score, find_soundfont(self._soundfont), request.expression)
