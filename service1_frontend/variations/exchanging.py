"""One note of a stored score exchanged for another that fits in its place."""

from collections.abc import Iterator
from dataclasses import replace

from melodie.contract import AlternativesRequest
from melodie.errors import InvalidInput
from melodie.event import Event
from melodie.pitch import Pitch
from melodie.score import Bar, Score
from melodie.sounding import SoundingNote, note_numbers, sounding_notes
from service1_frontend.recipes.options import Options
from service1_frontend.services import Services
from service1_frontend.variations.tune import Tune

OCTAVE = 12


def alternatives(tune: Tune, number: int, services: Services) -> tuple[Pitch, ...]:
    """Return pitches that fit in the place of a note, counted from 1, the best first.

    Raises ``InvalidInput`` for a note that is not there, and an ``UpstreamError``.
    """
    note_of(tune.score, number)
    lowest, highest = tune.range_beside(())
    wanted = AlternativesRequest(score=tune.score, note=number, lowest=lowest, highest=highest)
    return services.alternatives(wanted).pitches


def note_of(score: Score, number: int) -> SoundingNote:
    """Return a note by its number; raises ``InvalidInput`` where there is none."""
    notes = sounding_notes(score)
    if not 1 <= number <= len(notes):
        detail = f"there is no note {number}; the last one is {len(notes)}"
        raise InvalidInput.of("note", detail, "no_such_note", last=len(notes))
    return notes[number - 1]


def exchanged(tune: Tune, number: int, pitch: Pitch) -> Score:
    """Return the score with ``pitch`` for a note, and nothing else moved.

    Raises ``InvalidInput`` for a note that is not there, or has that pitch.
    """
    if note_of(tune.score, number).pitch == pitch:
        raise InvalidInput.of("pitch", "this is the note that there is", "unchanged")
    foreign = not _of_scale(pitch, tune.score, tune.options)
    return replace(tune.score, bars=tuple(_bars(tune.score, number, pitch, foreign=foreign)))


def _bars(score: Score, number: int, pitch: Pitch, *, foreign: bool) -> Iterator[Bar]:
    events = ((e.pitch is not None, e.tie) for bar in score.bars for e in bar.events)
    numbers = note_numbers(events)
    for bar in score.bars:
        own = [(event, next(numbers)) for event in bar.events]
        if all(found != number for _, found in own):
            yield bar
        else:
            changed: list[Event] = [
                replace(event, pitch=pitch, foreign=foreign) if found == number else event
                for event, found in own
            ]
            yield replace(bar, events=tuple(changed))


def _of_scale(pitch: Pitch, score: Score, options: Options) -> bool:
    """Tell whether a pitch is one of the scale; where that is not known, it is taken for one."""
    scale = next((one for one in options.scales if one.id == score.key.scale), None)
    tonic = Pitch.parse(f"{score.key.tonic}4").key_number
    return scale is None or (pitch.key_number - tonic) % OCTAVE in scale.semitones
