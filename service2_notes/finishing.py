"""Makes a line of notes into spelled pitches: colours, dice, what is kept, what returns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from melodie.chance import Chance
from melodie.contract import NotePlace, NotesRequest
from melodie.pitch import Pitch
from service2_notes.altering import agreeing, altered_notes
from service2_notes.asked import Asked
from service2_notes.colours import Shifts, blue_notes, extra_notes, foreign_note, leading_notes
from service2_notes.dice import Dice, Thrown
from service2_notes.kept import Pitches, Settled, numbered, spread
from service2_notes.ladder import Ladder, simpler
from service2_notes.line.compass import Compass, degree_step
from service2_notes.mending import mended
from service2_notes.own_degrees import with_own_degrees
from service2_notes.pitch_units import LadderStep, Semitones
from service2_notes.reading import TuneBar
from service2_notes.spelling import spell
from service2_notes.writing import Note

LARGER: Final = frozenset({"half", "section", "final"})
"""Cadences that a leading note leads to."""
OCTAVE: Final = 12
DOUBLE: Final = 2
"""Sharps or flats that can be written on one note, at most."""


class Finisher:
    """Makes a line into the pitches of a melody; ``settled`` are those of bars that are kept."""

    def __init__(self, wanted: NotesRequest, music: Asked, settled: Settled) -> None:
        self._wanted, self._music, self._settled = wanted, music, settled
        self._numbers = numbered(wanted.bars)
        self._dice = Dice(music.ladder, music.wildness, wanted.seed)

    def finish(self, line: list[Note], compass: Compass) -> tuple[Pitches, tuple[NotePlace, ...]]:
        """Return the pitch of every event, and the places of notes outside the scale."""
        music = self._music
        fixed = self._settled.keys() | self._returning(line)
        notes = with_own_degrees(line, music.scale.id, music.costs, compass, fixed)
        notes = mended(notes, music.costs, compass, fixed)
        steps = self._steps(notes, compass.tonic)
        thrown = self._dice.throw(steps, [note.bar for note in notes], self._settled.keys())
        shifts = {
            number: by
            for number, by in self._shifts(notes).items()
            if thrown[number] == steps[number]
            and number not in self._settled
            and music.wildness < 1  # pure dice have no line to be coloured
        }
        pitches = spell(thrown, music.ladder)
        for number, by in list(shifts.items()):
            shifted = _shifted(pitches[number], by, music.ladder)
            if shifted == pitches[number]:
                del shifts[number]
            pitches[number] = shifted
        for number, pitch in self._settled.items():
            pitches[number] = pitch
        foreign = self._return(pitches, set(shifts))
        return spread(self._wanted.bars, pitches), tuple(self._places(foreign))

    def _returning(self, line: Sequence[Note]) -> set[int]:
        """Return the numbers of notes that return literally, and of those they bring back."""
        literal = [bar.relation == "literal" for bar in self._music.tune.bars]
        models = {bar.answers for bar in self._music.tune.bars if bar.relation == "literal"}
        return {n for n, note in enumerate(line) if literal[note.bar] or note.bar in models}

    def _steps(self, notes: Sequence[Note], tonic: LadderStep) -> list[Thrown]:
        """Return the step of the ladder for each note, blue and chromatic ones included."""
        parent, ladder = self._music.parent, self._music.ladder
        steps: list[Thrown] = [
            _inside(degree_step(parent, ladder, tonic, note.degree), ladder) for note in notes
        ]
        for number, height in self._coloured(notes).items():
            octave, semitone = divmod(height, 12)
            within = self._music.scale.semitones.index(semitone)
            step = tonic + octave * ladder.size + within
            if step in ladder.steps:
                steps[number] = step
        return steps

    def _coloured(self, notes: Sequence[Note]) -> Mapping[int, Semitones]:
        """Return notes that become others of the scale: number -> semitones above the tonic."""
        music, parent = self._music, self._music.parent
        found: dict[int, Semitones] = {}
        if parent.extra:
            chance = Chance("extra notes", self._wanted.seed)
            found |= extra_notes(notes, parent, len(music.tune.bars), chance)
        heights = {n: parent.height(notes[n].degree) + by for n, by in self._blue(notes).items()}
        own = music.scale.semitones
        return found | {n: height for n, height in heights.items() if height % 12 in own}

    def _blue(self, notes: Sequence[Note]) -> Shifts:
        return blue_notes(notes, self._music.parent) if self._music.grammar.twelve else {}

    def _blue_shifts(self, notes: Sequence[Note]) -> Shifts:
        """Return the blue notes that the scale itself lacks."""
        height, own = self._music.parent.height, self._music.scale.semitones
        blue = self._blue(notes)
        return {n: by for n, by in blue.items() if (height(notes[n].degree) + by) % 12 not in own}

    def _shifts(self, notes: Sequence[Note]) -> Shifts:
        """Say how notes leave the scale: the leading notes of minor, or one other turn."""
        music, seed = self._music, self._wanted.seed
        bars = music.tune.bars
        cadential = {n for n, bar in enumerate(bars) if bar.prepares or bar.cadence in LARGER}
        shifts = leading_notes(notes, music.scale.id, music.parent, cadential)
        blue = self._blue_shifts(notes)
        if self._wanted.chords is not None:
            blue = altered_notes(notes, music.scale.id, music.parent)
            shifts = agreeing(shifts, notes)
        shifts |= blue
        chance = Chance("foreign note", seed)
        if not shifts and chance.happens(music.style.foreign):
            shifts = foreign_note(notes, music.scale.id, len(bars), chance, music.style.alone)
        return shifts

    def _return(self, pitches: list[Pitch | None], foreign: set[int]) -> set[int]:
        """Bring literal bars back, and return which notes are foreign then."""
        for bar in self._music.tune.bars:
            source = self._source(bar)
            if source is None or not self._dice.keep(bar.number):
                continue
            for number, model in zip(self._numbers[bar.number], self._numbers[source], strict=True):
                if number is not None and model is not None:
                    pitches[number] = pitches[model]
                    kept = model in self._settled and self._is_outside(pitches[number])
                    outside = model in foreign or kept
                    foreign = foreign | {number} if outside else foreign - {number}
        return foreign

    def _is_outside(self, pitch: Pitch | None) -> bool:
        """Tell whether a pitch is none of the scale's, as some of a bar that is kept may be."""
        tonic = Pitch.parse(f"{self._music.key.tonic}0").key_number
        scale = self._music.scale.semitones
        return pitch is not None and (pitch.key_number - tonic) % OCTAVE not in scale

    def _source(self, bar: TuneBar) -> int | None:
        """Return the index of the bar that one brings back, note for note."""
        if bar.relation != "literal" or bar.answers is None:
            return None
        model = self._music.tune.bars[bar.answers]
        here, there = self._numbers[bar.number], self._numbers[model.number]
        alike = [number is None for number in here] == [number is None for number in there]
        new = not any(number in self._settled for number in here)
        return model.number if alike and new else None

    def _places(self, foreign: set[int]) -> Iterator[NotePlace]:
        for bar, row in enumerate(self._numbers):
            for event, number in enumerate(row):
                if number in foreign:
                    yield NotePlace(bar=bar, event=event)


def _inside(step: LadderStep, ladder: Ladder) -> LadderStep:
    """Bring a step into the range: by octaves, or else to its nearest end."""
    while step < ladder.steps[0]:
        step += ladder.size
    while step > ladder.steps[-1]:
        step -= ladder.size
    return max(step, ladder.steps[0])


def _shifted(pitch: Pitch | None, semitones: Semitones, ladder: Ladder) -> Pitch | None:
    """Raise or lower a pitch, unless that leaves the range."""
    lowest, highest = ladder.pitches[0].key_number, ladder.pitches[-1].key_number
    if pitch is None or not lowest <= pitch.key_number + semitones <= highest:
        return pitch
    plain = simpler(pitch) if abs(pitch.alter + semitones) > DOUBLE else pitch
    return Pitch(plain.octave, plain.step, plain.alter + semitones)
