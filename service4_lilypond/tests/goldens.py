"""A few scores whose files are kept, to see what a change of ours does to them.

After a change that is meant, write them anew and read the difference::

    python -m service4_lilypond.tests.goldens
"""

from fractions import Fraction
from pathlib import Path
from typing import Final

from melodie.score import TRIPLET, Key, Score, Tempo, Tuplet
from service4_lilypond.lilypond_text import lilypond_text
from service4_lilypond.musicxml import musicxml
from tests.builders import CLARINET, a_score, bar, metre, note, rest

FOLDER: Final = Path(__file__).parent / "golden"
FOOTLINE: Final = "melodies.example/melodies/k3Jx9aQ2 · seed 7042"
QUINTUPLET: Final = Tuplet(5, 4)


def _waltz() -> Score:
    """An upbeat, dotted values, a courtesy accidental, a part for a clarinet in B flat."""
    return a_score(
        [
            bar(note("F4", "1/4"), pickup=True),
            bar(note("Bb4", "3/8"), note("C5", "1/8"), note("D5", "1/4")),
            bar(note("Eb5", "1/4"), note("E5", "1/2")),
            bar(*(note(pitch, "1/8") for pitch in ("Eb5", "D5", "C5", "Bb4", "A4", "G4"))),
            bar(note("F4", "1/2"), rest("1/4")),
            bar(note("Bb4", "3/4")),
        ],
        title='A "waltz" \\ for Zoë',
        key=Key("Bb", "major", "major"),
        time_signature=metre("3/4"),
        tempo=Tempo(Fraction(1, 4), 152),
        instrument=CLARINET,
    )


def _jig() -> Score:
    """Six eight in dorian: groups, a siciliano's hook, ties across the half bar, rests."""
    return a_score(
        [
            bar(*(note(pitch, "1/8") for pitch in ("D4", "E4", "F4", "G4", "A4", "B4"))),
            bar(note("C5", "3/16"), note("B4", "1/16"), note("A4", "1/8"), note("D5", "3/8")),
            bar(note("A4", "1/2"), note("F4", "1/4")),
            bar(rest("1/8"), note("E4", "1/8"), rest("1/2")),
            bar(rest("3/4")),
            bar(note("D4", "3/4")),
        ],
        title="Jig",
        key=Key("D", "dorian", "dorian"),
        time_signature=metre("6/8"),
        tempo=Tempo(Fraction(3, 8), 104),
    )


def _odd() -> Score:
    """Seven eight in the bass clef: unequal groups, a long note split at their borders."""
    return a_score(
        [
            bar(*(note(pitch, "1/8") for pitch in ("F#2", "G#2", "A2", "B2", "C#3", "D3", "E3"))),
            bar(note("F#3", "3/8"), note("E3", "1/4", tie=True), note("E3", "1/4")),
            bar(note("C#3", "1/2", tie=True), note("C#3", "3/8", tie=True)),
            bar(note("C#3", "1/4"), rest("1/4"), note("F#2", "3/8")),
        ],
        title="Sept temps",
        key=Key("F#", "natural_minor", "minor"),
        time_signature=metre("7/8", 2, 2, 3),
        tempo=Tempo(Fraction(1, 4), 132),
        clef="bass",
    )


def _tuplets() -> Score:
    """Triplets whole and broken, a quintuplet, a syncopation, very short values."""
    triplet = [note(pitch, "1/12", tuplet=TRIPLET) for pitch in ("C5", "D5", "E5")]
    broken = [rest("1/12", tuplet=TRIPLET), note("G5", "1/6", tuplet=TRIPLET)]
    quintuplet = [note("A4", "1/20", tuplet=QUINTUPLET) for _ in range(5)]
    return a_score(
        [
            bar(*triplet, *broken, *quintuplet, note("C5", "1/4")),
            bar(note("C5", "1/8"), note("D5", "1/4"), note("E5", "1/8"), note("F5", "1/2")),
            bar(*(note("G4", "1/32") for _ in range(16)), rest("1/4"), note("G4", "1/4")),
            bar(*(note("A4", "1/128") for _ in range(32)), note("A4", "3/4")),
        ],
        title="Études",
        clef="treble_8",
    )


SCORES: Final = {"waltz": _waltz(), "jig": _jig(), "odd": _odd(), "tuplets": _tuplets()}


def files(score: Score) -> dict[str, bytes]:
    """Return what is kept of a score, by file name extension."""
    return {"ly": lilypond_text(score, FOOTLINE).encode(), "musicxml": musicxml(score)}


def write_all() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, score in SCORES.items():
        for extension, content in files(score).items():
            (FOLDER / f"{name}.{extension}").write_bytes(content)


if __name__ == "__main__":
    write_all()
