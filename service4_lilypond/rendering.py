"""Which writer makes which kind of file."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from melodie.contract import ScoreRequest
from melodie.formats import LONGEST_SOUND
from melodie.score import Score
from service4_lilypond.audio import find_soundfont, mp3, wav
from service4_lilypond.bundle import bundle
from service4_lilypond.engraver import Engraver
from service4_lilypond.finishing import FINISH
from service4_lilypond.gate import Gate
from service4_lilypond.lilypond import Output
from service4_lilypond.lilypond_text import lilypond_text
from service4_lilypond.midi import midi
from service4_lilypond.musicxml import musicxml
from service4_lilypond.picture import svg

PAGES: Final[Mapping[str, Output]] = {"pdf": Output.PDF, "png": Output.PNG}
"""What LilyPond engraves."""


def _source(request: ScoreRequest, *, midi: bool = False) -> str:
    return lilypond_text(request.score, request.footline, paper=request.paper, midi=midi)


TEXTS: Final[Mapping[str, Callable[[ScoreRequest], bytes]]] = {
    "mid": lambda request: midi(request.score),
    "musicxml": lambda request: musicxml(request.score),
    "svg": lambda request: svg(request.score, request.screen),
    "ly": lambda request: _source(request, midi=True).encode(),
}
"""What is written without LilyPond."""

SOUNDS: Final[Mapping[str, Callable[[Score, Path], bytes]]] = {"mp3": mp3, "wav": wav}
"""What a synthesizer plays."""

ALL: Final = (*PAGES, *TEXTS, *SOUNDS)
ARCHIVE: Final = "zip"


def archived(score: Score) -> tuple[str, ...]:
    """Return what an archive of ``score`` holds: every other file that can be made of it."""
    return tuple(n for n in ALL if n not in SOUNDS or score.seconds <= LONGEST_SOUND)


class Studio:
    """Makes files of scores: ``synthesizers`` lets so many be played at a time.

    ``soundfont`` is the one to play with, None for the usual one.
    """

    def __init__(self, engraver: Engraver, soundfont: Path | None, synthesizers: Gate) -> None:
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

    def _files(self, request: ScoreRequest, extensions: Iterable[str]) -> dict[str, bytes]:
        """Make all of ``extensions``, with no more than one run of LilyPond."""
        wanted = list(extensions)
        files = self._pages(request, [name for name in wanted if name in PAGES])
        files |= {name: TEXTS[name](request) for name in wanted if name in TEXTS}
        files |= {name: self._play(request.score, name) for name in wanted if name in SOUNDS}
        return files

    def _pages(self, request: ScoreRequest, wanted: list[str]) -> dict[str, bytes]:
        if not wanted:
            return {}
        outputs = [PAGES[name] for name in wanted]
        engraved = self._engraver.engrave_written(lambda: _source(request), outputs)
        return {name: FINISH[name](engraved[PAGES[name]]) for name in wanted}

    def _play(self, score: Score, name: str) -> bytes:
        with self._synthesizers.enter():
            return SOUNDS[name](score, find_soundfont(self._soundfont))
