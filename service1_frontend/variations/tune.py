"""A stored melody as what the composing services are asked to go on from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from melodie.contract import (
    AUTO_CHORDS,
    NO_CHORDS,
    ChordsRequest,
    KeptChords,
    KeptPitches,
    KeptRhythm,
    Message,
    NotesRequest,
    RhythmBar,
    RhythmEvent,
    RhythmRequest,
)
from melodie.contract.harmony import ChordsByBar
from melodie.form import BarForm
from melodie.pitch import Pitch
from melodie.score import Bar, Score
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.recipe import Recipe

Forms = tuple[BarForm, ...]

OCTAVE: Final = 12
NEAR: Final = 3
"""Semitones that new notes may lie beyond all others, at least."""
ANYWHERE: Final = (60, 84)
"""The MIDI keys between which a melody without a note gets some."""


@dataclass(frozen=True, slots=True)
class Tune:
    """A score, the recipe that says in which manner to go on, and what is offered now.

    The score decides wherever both say something. What a recipe of before asks for and is
    no longer offered is taken at its default.
    """

    score: Score
    recipe: Recipe
    options: Options

    @property
    def upbeat(self) -> int:
        """1 where it begins with an upbeat, else 0."""
        return int(self.score.bars[0].pickup)

    @property
    def time(self) -> str:
        """Its time signature, such as ``6/8``."""
        return str(self.score.time_signature)

    @property
    def rhythm(self) -> tuple[RhythmBar, ...]:
        """The rhythm of every bar."""
        return tuple(map(rhythm_of, self.score.bars))

    @property
    def chords(self) -> ChordsByBar | None:
        """The chords of every bar; None where it has none."""
        chords = tuple(bar.chords for bar in self.score.bars)
        return chords if any(chords) else None

    @property
    def chosen(self) -> bool:
        """Whether its chords were chosen, and not drawn."""
        return self.recipe.chords not in (AUTO_CHORDS, NO_CHORDS)

    def range_beside(self, kept: Collection[int]) -> tuple[Pitch, Pitch]:
        """Return the lowest and the highest pitch of new notes beside bars that are ``kept``.

        They lie where the melody lies, so that nothing jumps by an octave; where nothing is
        kept they may lie anywhere that the recipe or the instrument allows.
        """
        own = [e.pitch.key_number for bar in self.score.bars for e in bar.events if e.pitch]
        instrument = self.options.find_instrument(self.recipe.instrument)
        room = max(NEAR, (OCTAVE + NEAR - max(own) + min(own)) // 2) if own else 0
        around = (min(own) - room, max(own) + room) if own else ANYWHERE
        lowest = self.recipe.lowest or (instrument.lowest if instrument else _pitch(around[0]))
        highest = self.recipe.highest or (instrument.highest if instrument else _pitch(around[1]))
        low, high = max(around[0], lowest.key_number), min(around[1], highest.key_number)
        if not any(number >= self.upbeat for number in kept) or high - low < OCTAVE:
            return lowest, highest
        return _pitch(low), _pitch(high)

    def rhythm_wanted(
        self, kept: Collection[int], forms: Forms, seed: int, counts: tuple[int, ...] = ()
    ) -> RhythmRequest:
        """Ask for a rhythm in which the bars ``kept`` stay; ``forms`` is empty for a new form."""
        rows = tuple(KeptRhythm(number=n, bar=rhythm_of(self.score.bars[n])) for n in sorted(kept))
        groups = self.score.time_signature.groups
        known = {row.id: row.groupings for row in self.options.time_signatures}
        asked = self._said(RhythmRequest) | {
            "time_signature": self.time,
            "bars": len(self.score.bars) - self.upbeat,
            "pickup": bool(self.upbeat),
            "groups": groups if groups in known.get(self.time, ()) else (),
            "kept": rows,
            "form": forms,
            "counts": counts,
            "seed": seed,
        }
        return RhythmRequest.model_validate(asked)

    def chords_wanted(self, kept: Collection[int], forms: Forms, seed: int) -> ChordsRequest:
        """Ask for chords for the full bars, of which those ``kept`` keep theirs."""
        rows = tuple(
            KeptChords(number=n - self.upbeat, chords=self.score.bars[n].chords)
            for n in sorted(kept)
            if n >= self.upbeat
        )
        asked = (
            self._said(ChordsRequest)
            | self._key
            | {
                "bars": len(self.score.bars) - self.upbeat,
                "form": tuple(_counted_from(form, self.upbeat) for form in forms[self.upbeat :]),
                "kept": rows,
                "seed": seed,
            }
        )
        return ChordsRequest.model_validate(asked)

    def notes_wanted(
        self,
        bars: Sequence[RhythmBar],
        kept: Collection[int],
        chords: ChordsByBar | None,
        seed: int,
    ) -> NotesRequest:
        """Ask for the pitches of a rhythm in which the bars ``kept`` have the pitches they had."""
        rows = tuple(
            KeptPitches(number=n, pitches=tuple(e.pitch for e in self.score.bars[n].events))
            for n in sorted(kept)
        )
        lowest, highest = self.range_beside(kept)
        asked = (
            self._said(NotesRequest)
            | self._key
            | {
                "bars": tuple(bars),
                "lowest": lowest,
                "highest": highest,
                "chords": chords,
                "kept": rows,
                "seed": seed,
            }
        )
        return NotesRequest.model_validate(asked)

    @property
    def _key(self) -> dict[str, Any]:
        key = self.score.key
        return {
            "key": key.tonic,
            "scale": key.scale,
            "time_signature": self.score.time_signature,
        }

    def _said(self, request: type[Message]) -> dict[str, Any]:
        """Return what the recipe says of all that ``request`` has a field of the same name for."""
        said = self.recipe.model_dump(include=set(request.model_fields))
        offered = self.options.offered()
        return {
            name: getattr(self.options.defaults, name)
            if name in offered and value not in offered[name]
            else value
            for name, value in said.items()
        }


def rhythm_of(bar: Bar) -> RhythmBar:
    """Return the rhythm of a bar, and its part in the form."""
    events = (
        RhythmEvent(duration=e.duration, rest=e.pitch is None, tie=e.tie, tuplet=e.tuplet)
        for e in bar.events
    )
    return RhythmBar(events=tuple(events), pickup=bar.pickup, form=bar.form)


def _pitch(key_number: int) -> Pitch:
    """Return any spelling of a MIDI key, those that there are not brought back to the ends."""
    octave, semitone = divmod(min(max(key_number, 0), 127) - OCTAVE, OCTAVE)
    return Pitch.spelled(
        7 * octave + (7 * semitone + 5) // OCTAVE, OCTAVE * (octave + 1) + semitone
    )


def _counted_from(form: BarForm, first: int) -> BarForm:
    """Count the bar that is answered from ``first`` on; one before it is answered by nothing."""
    if form.answers is None or not first:
        return form
    if form.answers < first:
        return BarForm(job=form.job, phrase_end=form.phrase_end)
    return BarForm(form.relation, form.answers - first, form.job, form.phrase_end)
