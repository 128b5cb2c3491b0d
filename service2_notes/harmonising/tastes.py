"""The chords of each taste, by scale, and the songs that its roots move as."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from melodie.contract.harmony import Taste
from service2_notes.harmonising.counts import Collection
from service2_notes.harmonising.roman import Figure, figure
from service2_notes.pitch_units import Semitones
from service2_notes.scales import Scale

SCALES: Final[Mapping[str, str]] = {
    "major": "major", "ionian": "major", "major_pentatonic": "major", "chromatic": "major",
    "harmonic_major": "harmonic_major",
    "natural_minor": "minor", "aeolian": "minor", "minor_pentatonic": "minor",
    "harmonic_minor": "harmonic_minor", "melodic_minor": "harmonic_minor",
    "dorian": "dorian", "mixolydian": "mixolydian", "lydian": "lydian",
    "phrygian": "phrygian", "locrian": "locrian",
    "minor_blues": "blues", "major_blues": "blues",
    "whole_tone": "whole_tone", "octatonic": "octatonic",
}  # fmt: skip
"""Scale -> the row of ``CHORDS`` that serves it."""

CHORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "major": (
        "I IV V V7 ii vi",
        "I Imaj7 ii7 iii7 IV IVmaj7 V7 vi7 I7 II7 III7 VI7 iv",
        "I vi iii ii bVII bVI bIII iv v II III",
    ),
    "harmonic_major": (
        "I iv V V7 iii",
        "I Imaj7 iiø7 iii7 iv V7 I7 III7",
        "I iv bVI bIII bVII III bII v",
    ),
    "minor": (
        "i iv v V7 bVI bVII bIII",
        "i i7 iiø7 bIIImaj7 iv7 V7 bVImaj7 bVII7 I7 II7",
        "i IV bII bVI bIII v bVII ii I III",
    ),
    "harmonic_minor": (
        "i iv V V7 bVI iio",
        "i i6 iiø7 iv7 V7 bVImaj7 bIIImaj7 I7 II7 viio7",
        "i IV bII bVI bIII v bVII I III iv",
    ),
    "dorian": (
        "i IV bVII v bIII ii",
        "i7 i6 ii7 IV7 bIIImaj7 v7 bVIImaj7 viø7",
        "i bVI bIII bII iv V I ii",
    ),
    "mixolydian": (
        "I bVII IV v ii",
        "I I7 bVIImaj7 IV ii7 v7 vi7 IVmaj7",
        "I bIII bVI iv v vi bVII V",
    ),
    "lydian": (
        "I II V vi iii",
        "Imaj7 II7 iii7 V Vmaj7 vi7 vii7",
        "I bVII bIII IV bVI ii v II",
    ),
    "phrygian": (
        "i bII bVII iv bIII bVI",
        "i7 bIImaj7 iv7 bVImaj7 bvii7 bIII7",
        "I bII bvii IV v bVI bV",
    ),
    "locrian": (
        "io bII bV iv bIII bVI bvii",
        "iø7 bIImaj7 bV iv7 bVImaj7 bvii7",
        "i bII bVII bIII bV III vii",
    ),
    "blues": (
        "I7 IV7 V7",
        "I7 IV7 V7 ii7 VI7 #IVo7 II7 iv6",
        "I7 bIII7 bVI7 bII7 bVII7 vi7 iv7 i7",
    ),
    "whole_tone": (
        "I+ II+",
        "I+ II+ III+ bVI+ bVII+",
        "I7 II7 III7 bV7 bVI7 bVII7",
    ),
    "octatonic": (
        "io iio7 viio7",
        "io II IV bVI VII viio7 iio7",
        "ii iv bvi vii II IV bVI VII",
    ),
}  # fmt: skip
"""The chords that each taste has, in the order of ``TASTES``."""

DOMINANT: Final = frozenset({7})
PAUSES: Final[Mapping[str, frozenset[Semitones]]] = {
    "dorian": frozenset({7, 10}),
    "mixolydian": frozenset({7, 10}),
    "lydian": frozenset({2, 7}),
    "phrygian": frozenset({1, 10}),
    "locrian": frozenset({1, 6}),
    "whole_tone": frozenset({2}),
    "octatonic": frozenset({11}),
}
"""Row of ``CHORDS`` -> the roots that half a period closes on; for all others the dominant."""

TASTES: Final[tuple[Taste, ...]] = ("plain", "richer", "surprising")
STAYING: Final[Mapping[Taste, float]] = {"plain": 0.45, "richer": 0.3, "surprising": 0.1}
"""How often a chord stays for another bar."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The chords of a taste, whose songs its roots move as, and whether bars may be halved.

    ``pauses`` are the roots that half a period closes on, ``common`` says how much it
    counts that a root is a common one, below 0 where rare ones are wanted, and ``staying``
    how often a chord stays for another bar.
    """

    figures: tuple[Figure, ...]
    moves: Collection
    halves: bool
    pauses: frozenset[Semitones]
    common: float
    staying: float


def palette(scale: Scale, taste: Taste) -> Palette:
    """Return the chords of a taste in a scale."""
    row = SCALES[scale.id]
    written = CHORDS[row][TASTES.index(taste)]
    return Palette(
        figures=tuple(figure(one) for one in written.split()),
        moves="standards" if taste == "richer" and scale.mode == "major" else "rock",
        halves=taste != "surprising",
        pauses=PAUSES.get(row, DOMINANT),
        common=-0.5 if taste == "surprising" else 0.3,
        staying=STAYING[taste],
    )
