"""Names of intervals and of chords."""

from typing import Final

from melodie.chord_kinds import kind_of
from melodie.harmony import BarChords, Chord
from melodie.interval import Interval
from service1_frontend.web.languages import gettext, pgettext
from service1_frontend.web.wording.notes import SIGNS, with_signs

SIZES: Final = (
    *("unison", "second", "third", "fourth", "fifth", "sixth", "seventh", "octave"),
    *("ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "double octave"),
)
"""By the number of an interval, from 1."""

BARE: Final = frozenset({"unison", "octave", "double octave"})
"""Intervals that are named without ``perfect``."""


def interval_in_words(interval: Interval) -> str:
    """Return the name of an interval, whichever way it leads: ``a minor sixth``."""
    if interval.size > len(SIZES):
        return gettext("more than two octaves")
    size = SIZES[interval.size - 1]
    try:
        quality = interval.quality
    except ValueError:  # as two notes may be spelled that belong to different keys
        return gettext("%(semitones)s semitones", semitones=abs(interval.semitones))
    name = size if quality == "perfect" and size in BARE else f"{quality} {size}"
    article = "an" if name.startswith(("octave", "augmented")) else "a"
    return pgettext("interval", f"{article} {name}")


def chord_name(chord: Chord) -> str:
    """Return the name of a chord as it is printed over music: ``B♭m7``, ``C7♭9/E``."""
    bass = f"/{with_signs(chord.bass)}" if chord.bass else ""
    suffix = pgettext("chord", kind_of(chord).suffix).translate(SIGNS)
    return f"{with_signs(chord.root)}{suffix}{bass}"


def bar_of_chords(chords: BarChords) -> list[str]:
    """Return the names of the chords of a bar, in order."""
    return [chord_name(one.chord) if one.chord else gettext("N.C.") for one in chords]
