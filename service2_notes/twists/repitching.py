"""A score with other pitches: each note moved, rhythm and marks as they were."""

from collections.abc import Callable
from dataclasses import replace

from melodie.errors import InvalidInput
from melodie.harmony import Chord
from melodie.pitch import Key, Pitch
from melodie.score import Bar, Score
from service2_notes.twists.degrees import is_of

MovePitch = Callable[[Pitch], Pitch]
MoveChord = Callable[[Chord], Chord]


def repitched(score: Score, key: Key, move: MovePitch, move_chord: MoveChord) -> Score:
    """Return ``score`` in ``key``, every pitch and every chord moved.

    Notes that come to lie outside the scale are marked as foreign where they lay inside it;
    those that come to lie inside are marked no longer. Raises ``InvalidInput`` where a note
    would lie beyond all that can be played.
    """
    try:
        bars = tuple(_bar(bar, score.key, key, move, move_chord) for bar in score.bars)
    except ValueError as error:
        detail = "a note would lie beyond all that can be played"
        raise InvalidInput.of("option", detail, "beyond") from error
    return replace(score, key=key, bars=bars)


def _bar(bar: Bar, before: Key, after: Key, move: MovePitch, move_chord: MoveChord) -> Bar:
    events = []
    for event in bar.events:
        if event.pitch is not None:
            pitch = move(event.pitch)
            inside = is_of(pitch, after)
            foreign = not inside and (event.foreign or is_of(event.pitch, before))
            event = replace(event, pitch=pitch, foreign=foreign)  # noqa: PLW2901
        events.append(event)
    chords = (
        replace(placed, chord=placed.chord and move_chord(placed.chord)) for placed in bar.chords
    )
    return replace(bar, events=tuple(events), chords=tuple(chords))
