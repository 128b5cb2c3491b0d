"""A melody over its chords in words, and the notes that its scale does not have."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from melodie.chord_kinds import root_of
from melodie.contract import Analysis
from melodie.harmony import Chord
from melodie.metre import level_at
from melodie.pitch import Pitch
from melodie.score import Score
from melodie.sounding import SoundingNote
from service1_frontend.web.languages import gettext, ngettext
from service1_frontend.web.wording.form import BarNumbers, in_a_row
from service1_frontend.web.wording.intervals import chord_name
from service1_frontend.web.wording.notes import with_signs

FEW: Final = 3
"""Notes outside the scale, or bars, that are named one by one, at most."""

LONG: Final = 4
"""Bars whose chords are worth naming once more, at least."""

NAMED: Final = 7
"""Different chords that are named, at most."""

FEWEST: Final = 6
"""Notes over chords of which there is something to say, at least."""

NEARLY: Final = 0.9
MOSTLY: Final = 2 / 3
"""Shares of all notes over chords, and of those outside them."""

FIFTH: Final = 7
OCTAVE: Final = 12
DOMINANT: Final = frozenset({"major", "dominant7", "sus4"})
"""Qualities of the chord on the fifth degree that leads home."""

BY_STEP: Final = frozenset({"passing", "neighbour"})
LEANING: Final = frozenset({"appoggiatura", "suspension"})


def chords_in_words(
    score: Score, found: Analysis, notes: Sequence[SoundingNote], bars: BarNumbers
) -> str:
    """Say which chords there are, how they close, and how the notes stand over them."""
    placed = (chord.chord for bar in score.bars for chord in bar.chords)
    changes = [chord for chord, _ in groupby(chord for chord in placed if chord)]
    if not changes:
        return ""
    which = _which(changes) if len(score.bars) >= LONG else ""
    said = [which, _close(score, changes), *_notes(score, found, notes, bars)]
    return " ".join(filter(None, said))


def foreign_in_words(found: Analysis, notes: Sequence[SoundingNote], bars: BarNumbers) -> str:
    """Name the notes that the scale does not have, with their bars."""
    where: dict[str, list[int]] = {}
    for number in found.foreign:
        note = notes[number - 1]
        places = where.setdefault(with_signs(note.pitch.name), [])
        places += [note.bar] if note.bar not in places else []
    named = [
        gettext("%(note)s %(places)s", note=name, places=bars.places(places))
        for name, places in list(where.items())[:FEW]
    ]
    more = len(where) - FEW
    if more > 0:
        named.append(ngettext("one more note", "%(more)s more notes", more, more=more))
    return f"{in_a_row(named)}." if named else ""


def _which(changes: Sequence[Chord]) -> str:
    names = list(dict.fromkeys(map(chord_name, changes)))
    if len(names) == 1:
        return gettext("%(chord)s throughout.", chord=names[0])
    if len(names) > NAMED:
        return gettext("%(count)s different chords.", count=len(names))
    listed = in_a_row(names)
    if len(names) <= FEW and len(changes) > len(names):
        return gettext("Only %(chords)s.", chords=listed)
    return f"{listed}."


def _close(score: Score, changes: Sequence[Chord]) -> str:
    """Say that the last chord but one leads to the tonic's, if it does."""
    if len(changes) < FEW:
        return ""
    before, last = changes[-2:]
    tonic = Pitch.parse(f"{score.key.tonic}4").key_number
    to_tonic = [(root_of(chord).key_number - tonic) % OCTAVE for chord in (before, last)]
    if to_tonic != [FIFTH, 0] or before.quality not in DOMINANT:
        return ""
    return gettext(
        "At the end %(before)s leads home to %(last)s.",
        before=chord_name(before),
        last=chord_name(last),
    )


def _notes(
    score: Score, found: Analysis, notes: Sequence[SoundingNote], bars: BarNumbers
) -> Iterator[str]:
    """Tell of the notes over their chords; of a few notes there is nothing to tell."""
    outside = found.outside_chords
    if found.over_chords < FEWEST:
        return
    strengths = [level_at(score.time_signature, note.place) for note in notes]
    accented = {
        note.number
        for note, own, after in zip(notes, strengths, strengths[1:], strict=False)
        if own < after
    }
    if not outside:
        yield gettext("Every note belongs to the chord below it.")
    elif len(outside) <= (1 - NEARLY) * found.over_chords:
        yield gettext("Nearly every note belongs to the chord below it.")
    elif sum(one.kind in BY_STEP for one in outside) >= MOSTLY * len(outside):
        yield gettext("Notes outside the chords mostly come and go by step.")
    leaning = [one.bar for one in outside if one.kind in LEANING and one.note in accented]
    places = list(dict.fromkeys(leaning))
    if 0 < len(places) <= FEW:
        yield ngettext(
            "It leans on a note outside the chord %(places)s, and resolves it by step.",
            "It leans on notes outside the chord %(places)s, and resolves them by step.",
            len(leaning),
            places=bars.places(places),
        )
