"""Bars of a stored score stay while others are composed again, from what the score itself says."""

from collections.abc import Iterator, Set
from functools import cache
from random import Random
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from melodie.contract import (
    KeptPitches,
    KeptRhythm,
    Notes,
    NotesRequest,
    Rhythm,
    RhythmBar,
    RhythmEvent,
    RhythmRequest,
)
from melodie.form import BarForm
from melodie.pitch import Pitch
from melodie.score import Bar, Score
from service1_frontend.recipes.completing import ambitus
from service1_frontend.recipes.recipe import Recipe
from service2_notes.composing import compose as compose_notes
from service2_notes.scales import SCALES
from service3_rhythm.composing import compose as compose_rhythm
from tests.golden.drawing import draw_recipes
from tests.golden.scores import composed, options

COUNT: Final = 150
BARS: Final = (4, 8, 8, 11, 16)
STORED: Final = TypeAdapter(Score)


class Stored(NamedTuple):
    """A melody as the library keeps it: its recipe, and its score as read from JSON."""

    recipe: Recipe
    score: Score

    @property
    def rhythm(self) -> tuple[RhythmBar, ...]:
        return tuple(map(_durations, self.score.bars))

    def copies(self, bar: int) -> set[int]:
        """Return ``bar`` and what is a literal copy of it, copies of copies included."""
        found = {bar}
        for number, form in enumerate(forms(self)):
            if form.relation == "literal" and form.answers in found:
                found.add(number)
        return found


def forms(stored: Stored) -> tuple[BarForm, ...]:
    return tuple(bar.form or BarForm() for bar in stored.score.bars)


def pitches_of(bar: Bar) -> KeptPitches:
    return KeptPitches(number=0, pitches=tuple(event.pitch for event in bar.events))


def rhythm_again(stored: Stored, kept: Set[int], seed: int) -> Rhythm:
    said = stored.recipe.model_dump(include=set(RhythmRequest.model_fields))
    rows = tuple(KeptRhythm(number=n, bar=stored.rhythm[n]) for n in sorted(kept))
    groups = stored.score.time_signature.groups
    return compose_rhythm(
        RhythmRequest(
            **said | {"seed": seed, "kept": rows, "form": forms(stored), "groups": groups}
        )
    )


def notes_again(
    stored: Stored, kept: Set[int], seed: int, bars: tuple[RhythmBar, ...] = ()
) -> Notes:
    said = stored.recipe.model_dump(include=set(NotesRequest.model_fields))
    lowest, highest = ambitus(stored.recipe, options())
    rows = tuple(
        pitches_of(stored.score.bars[n]).model_copy(update={"number": n}) for n in sorted(kept)
    )
    asked = said | {"lowest": lowest, "highest": highest, "kept": rows, "seed": seed}
    chords = tuple(bar.chords for bar in stored.score.bars)
    asked |= {"chords": chords if any(chords) else None}
    asked |= {"time_signature": stored.score.time_signature, "bars": bars or stored.rhythm}
    return compose_notes(NotesRequest(**asked))


@cache
def melodies() -> tuple[Stored, ...]:
    """Compose melodies that ask for all that can be asked for, and store them."""
    made = ((recipe, composed(recipe)) for recipe in draw_recipes(COUNT, BARS))
    written = ((r, STORED.dump_json(score, exclude_defaults=True)) for r, score in made)
    return tuple(Stored(recipe, STORED.validate_json(text)) for recipe, text in written)


def cases() -> Iterator[tuple[Stored, Random]]:
    for number, stored in enumerate(melodies()):
        yield stored, Random(number)  # noqa: S311 - which bars are kept, not secrets


def test_any_bars_of_a_stored_score_stay_and_the_others_are_whole() -> None:
    for stored, draw in cases():
        for share in (0.3, 0.8):
            bars = range(len(stored.score.bars))
            kept = {number for number in bars if draw.random() < share}
            rhythm = rhythm_again(stored, kept, draw.randrange(10**6))
            assert all(
                rhythm.bars[number].events == stored.rhythm[number].events for number in kept
            )
            full = rhythm.time_signature.bar_length
            for bar in rhythm.bars:
                assert bar.pickup or sum(event.duration for event in bar.events) == full

            notes = notes_again(stored, kept, draw.randrange(10**6), rhythm.bars)
            for number in kept:
                assert notes.bars[number] == pitches_of(stored.score.bars[number]).pitches


def test_new_pitches_beside_kept_bars_lie_in_the_range_and_the_scale() -> None:
    for stored, draw in cases():
        lowest, highest = ambitus(stored.recipe, options())
        kept = {number for number in range(len(stored.score.bars)) if draw.random() < 0.5}
        notes = notes_again(stored, kept, draw.randrange(10**6))
        foreign = {(place.bar, place.event) for place in notes.foreign}
        tonic = Pitch.parse(f"{notes.key.tonic}4").key_number
        scale = {(tonic + semitone) % 12 for semitone in SCALES[stored.recipe.scale].semitones}
        for number, pitches in enumerate(notes.bars):
            for index, pitch in enumerate(pitches):
                if pitch is None or number in kept:
                    continue
                assert lowest.key_number <= pitch.key_number <= highest.key_number
                assert pitch.key_number % 12 in scale or (number, index) in foreign


def test_a_new_seed_for_the_pitches_of_one_bar_changes_it_and_its_copies_alone() -> None:
    changed = 0
    for stored, draw in cases():
        bar = draw.randrange(len(stored.score.bars))
        again = stored.copies(bar)
        kept = set(range(len(stored.score.bars))) - again
        notes = notes_again(stored, kept, draw.randrange(10**6))
        for number in kept:
            assert notes.bars[number] == pitches_of(stored.score.bars[number]).pitches
        changed += notes.bars[bar] != pitches_of(stored.score.bars[bar]).pitches
    assert changed > COUNT / 2


def _durations(bar: Bar) -> RhythmBar:
    events = (
        RhythmEvent(duration=e.duration, rest=e.pitch is None, tie=e.tie, tuplet=e.tuplet)
        for e in bar.events
    )
    return RhythmBar(events=tuple(events), pickup=bar.pickup, form=bar.form)
