"""Where the phrases of a score begin and end, so that each can be shaped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from melodie.form import Cadence
from melodie.score import Score
from melodie.sounding import SoundingNote


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase from ``begin`` to ``end``, in whole notes from the beginning of the score."""

    begin: Fraction
    end: Fraction


def phrases(score: Score, notes: Sequence[SoundingNote]) -> tuple[Phrase, ...]:
    """Return the phrases of ``score``, which follow each other from its beginning to its end.

    They end where its form says; where that says nothing, at breath marks and the ends of
    slurs; and where there are none either, at rests and at long notes. One that would be
    shorter than a bar is part of the one before it.
    """
    last = _told(score, notes) or _marked(notes) or _heard(score, notes)
    borders = [Fraction(0)]
    for note in sorted(last):
        begin = notes[note].onset if note < len(notes) else score.length
        if begin - borders[-1] >= score.time_signature.bar_length:
            borders.append(begin)
    if len(borders) > 1 and score.length - borders[-1] < score.time_signature.bar_length:
        borders.pop()
    return tuple(Phrase(*ends) for ends in pairwise([*borders, score.length]))


def cadence_ends(score: Score, notes: Sequence[SoundingNote]) -> dict[int, Cadence]:
    """Return what closes with which note: the cadence by the index of its last note."""
    begun = {note.onset: index for index, note in enumerate(notes)}
    found, start = {}, Fraction(0)
    for bar in score.bars:
        if bar.phrase_end:
            before = bar.events[: bar.phrase_end.event]
            onset = start + sum((event.duration for event in before), Fraction(0))
            if onset in begun:
                found[begun[onset]] = bar.phrase_end.cadence
        start += bar.length
    return found


def last_of_phrases(notes: Sequence[SoundingNote], found: Sequence[Phrase]) -> Iterator[int]:
    """Yield the indices of the notes that phrases end with."""
    begins = {phrase.begin for phrase in found[1:]}
    for index, following in enumerate(notes[1:]):
        if following.onset in begins:
            yield index
    if notes:
        yield len(notes) - 1


def _told(score: Score, notes: Sequence[SoundingNote]) -> set[int]:
    return {index + 1 for index in cadence_ends(score, notes)}


def _marked(notes: Sequence[SoundingNote]) -> set[int]:
    return {
        index
        for index, note in enumerate(notes, start=1)
        if any(event.breath or event.slur == "stop" for event in note.events)
    }


def _heard(score: Score, notes: Sequence[SoundingNote]) -> set[int]:
    """Return what follows a rest, or a note of half a bar that is longer than the next."""
    long = score.time_signature.bar_length / 2
    return {
        index
        for index, (note, following) in enumerate(pairwise(notes), start=1)
        if following.onset > note.end
        or (note.duration >= long and note.duration > following.duration)
    }
