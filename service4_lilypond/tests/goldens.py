"""A few scores whose files are kept, to see what a change of ours does to them.

After a change that is meant, write them anew and read the difference::

    python -m service4_lilypond.tests.goldens
"""

from pathlib import Path
from typing import Final

from melodie.score import Score
from service4_lilypond.lilypond.text import lilypond_text
from service4_lilypond.musicxml.document import musicxml
from service4_lilypond.tests.golden_scores import SCORES

FOLDER: Final = Path(__file__).parent / "golden"
FOOTLINE: Final = "melodies.example/melodies/k3Jx9aQ2 · seed 7042"


def files(score: Score) -> dict[str, bytes]:
    """Return what is kept of a score, by file name extension."""
    return {"ly": lilypond_text(score, FOOTLINE, midi=True).encode(), "musicxml": musicxml(score)}


def write_all() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, score in SCORES.items():
        for extension, content in files(score).items():
            (FOLDER / f"{name}.{extension}").write_bytes(content)


if __name__ == "__main__":
    write_all()
