"""Names of notes and pitches, and tempi and time signatures in words."""

from fractions import Fraction
from typing import Final

from melodie.pitch import Pitch
from melodie.tempo import Tempo
from melodie.time_signature import TimeSignature
from service1_frontend.web.languages import gettext, pgettext

SIGNS: Final = str.maketrans({"#": "♯", "b": "♭"})

TEMPI: Final = {
    Fraction(1, 2): "%(bpm)s half notes a minute",
    Fraction(1, 4): "%(bpm)s quarter notes a minute",
    Fraction(1, 8): "%(bpm)s eighth notes a minute",
    Fraction(1, 16): "%(bpm)s sixteenth notes a minute",
    Fraction(3, 2): "%(bpm)s dotted whole notes a minute",
    Fraction(3, 4): "%(bpm)s dotted half notes a minute",
    Fraction(3, 8): "%(bpm)s dotted quarter notes a minute",
    Fraction(3, 16): "%(bpm)s dotted eighth notes a minute",
}
"""For every beat that a tempo may have."""

SPOKEN: Final = {
    "": "%(note)s",
    "#": "%(note)s sharp",
    "##": "%(note)s double sharp",
    "b": "%(note)s flat",
    "bb": "%(note)s double flat",
}
"""A note with its accidental, said aloud."""


def with_signs(name: str) -> str:
    """Return the name of a note or a pitch as it is printed: ``Bb`` as ``B♭``."""
    return _letter(name) + name[1:].translate(SIGNS)


def spoken(name: str) -> str:
    """Return the name of a note as it is said: ``Bb`` as ``B flat``."""
    return gettext(SPOKEN[name[1:]], note=_letter(name))


def spoken_pitch(pitch: Pitch) -> str:
    """Return the name of a pitch as it is said, with its octave."""
    return f"{spoken(pitch.name)} {pitch.octave}"


def pitch_range(lowest: Pitch | None, highest: Pitch | None) -> str:
    """Say where a range begins and ends; an end that is None is open."""
    low, high = (with_signs(str(end)) if end else "" for end in (lowest, highest))
    if low and high:
        return gettext("%(lowest)s to %(highest)s", lowest=low, highest=high)
    return gettext("From %(lowest)s", lowest=low) if low else gettext("Up to %(high)s", high=high)


def tempo_in_words(tempo: Tempo) -> str:
    """Say how many beats of which kind a minute has."""
    return gettext(TEMPI[tempo.beat_unit], bpm=tempo.bpm)


def time_in_words(time: TimeSignature) -> str:
    """Return a time signature, with its groups of beats where they differ."""
    if len(set(time.groups)) == 1:
        return str(time)
    groups = " + ".join(map(str, time.groups))
    return gettext("%(time)s, counted %(groups)s", time=time, groups=groups)


def _letter(name: str) -> str:
    return pgettext("note", name[0])
