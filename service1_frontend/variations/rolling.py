"""Some bars of a stored score made anew, the others kept as they are, note for note."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from melodie.contract import MAX_SEED, RhythmBar
from melodie.contract.harmony import ChordsByBar
from melodie.errors import FieldError, InvalidInput, RequestRefused
from melodie.event import Event
from melodie.score import Bar, Score
from service1_frontend.making.joining import joined_bars
from service1_frontend.services import Services
from service1_frontend.variations.fitting import refitted, sung
from service1_frontend.variations.kinship import Aspect, Forms, kin_forms
from service1_frontend.variations.marking import marked
from service1_frontend.variations.tune import Tune

ATTEMPTS: Final = 5
"""How often chance is tried until something is otherwise than before."""
STRIDE: Final = 1_000_003
"""From the seed of one attempt to that of the next."""
STORED: Final = frozenset({"time_signature", "key", "scale", "lowest", "highest"})
"""What a stored score decides of what is asked for."""


@dataclass(frozen=True, slots=True)
class Roll:
    """What is made anew: those ``bars``, by their index in the score, or one ``aspect`` of them.

    Everything that is not in ``bars`` stays, and so do chords that were chosen, or all of them
    where it ``keeps_chords``. Chance comes from ``seed``. ``freely`` lets bars answer otherwise
    that would only bring back what stays; else the form is kept as it is.
    """

    bars: frozenset[int]
    seed: int
    aspect: Aspect = "everything"
    freely: bool = True
    keeps_chords: bool = False


def roll(tune: Tune, wanted: Roll, services: Services) -> Score:
    """Return the score with some bars made anew; every other bar is equal to what it was.

    It has no accompaniment, as that would be one of what is no more. The same roll of the same
    score by the same engine always gives the same. Raises ``InvalidInput`` where nothing else
    is found that fits, or where what the score is made of is no longer composed in, and an
    ``UpstreamError``.
    """
    roller = _Roller(tune, _able(tune, wanted), services)
    for attempt in range(ATTEMPTS):
        made = roller.attempt((wanted.seed + attempt * STRIDE) % (MAX_SEED + 1))
        if made is not None and _heard(made) != _heard(tune.score):
            return made
    raise InvalidInput.of("bars", "nothing else was found that fits here", "nothing_new")


def _heard(score: Score) -> list[object]:
    """Return the notes, rests and chords of every bar, without the marks of phrases."""
    return [
        ([(event.pitch, event.duration, event.tie) for event in bar.events], bar.chords)
        for bar in score.bars
    ]


def _able(tune: Tune, wanted: Roll) -> Roll:
    """Leave out bars without a note where only pitches or rhythms are to change."""
    if wanted.aspect == "everything":
        return wanted
    notes = _notes(tune.score.bars)
    sounding = frozenset(number for number in wanted.bars if notes[number])
    if not sounding:
        raise InvalidInput.of("bars", "there is no note in them", "silent")
    return replace(wanted, bars=sounding)


class _Roller:
    def __init__(self, tune: Tune, wanted: Roll, services: Services) -> None:
        self._tune, self._wanted, self._services = tune, wanted, services
        self._stay = frozenset(range(len(tune.score.bars))) - wanted.bars

    def attempt(self, seed: int) -> Score | None:
        """Return what comes of a seed; None where the new bars do not go with the others."""
        try:
            return self._made(seed)
        except RequestRefused as refused:
            raise _told(refused) from refused
        except ValueError:
            return None

    def _made(self, seed: int) -> Score:
        tune, aspect = self._tune, self._wanted.aspect
        free = self._wanted.bars if self._wanted.freely else ()
        forms = kin_forms(tune.score, free, aspect, seed)
        rhythm = self._rhythm(forms, seed)
        made = self._refitted(rhythm) if aspect == "rhythm" else self._sung(rhythm, forms, seed)
        bars = tuple(
            new if number in self._wanted.bars else old
            for number, (old, new) in enumerate(zip(tune.score.bars, made, strict=True))
        )
        bars = marked(bars, self._wanted.bars, tune.score.bars)
        return replace(tune.score, bars=bars, accompaniment=None)

    def _rhythm(self, forms: Forms, seed: int) -> Sequence[RhythmBar]:
        tune, aspect = self._tune, self._wanted.aspect
        if aspect == "pitches":
            return _with_forms(tune.rhythm, forms)
        counts = self._counts() if aspect == "rhythm" else ()
        asked = tune.rhythm_wanted(self._stay, forms, seed, counts)
        return _with_forms(self._services.compose_rhythm(asked).bars, forms, self._stay)

    def _counts(self) -> tuple[int, ...]:
        """Return how many notes each bar had, and one more where one is held into it still."""
        bars = self._tune.score.bars
        held = [False, *(bar.events[-1].tie for bar in bars)]
        return tuple(
            notes + (held[number] and number - 1 in self._stay)
            for number, notes in enumerate(_notes(bars))
        )

    def _refitted(self, rhythm: Sequence[RhythmBar]) -> Iterator[Bar]:
        before: Event | None = None
        held = False
        for number, (bar, new) in enumerate(zip(self._tune.score.bars, rhythm, strict=True)):
            on = bar.events[-1].tie
            holds_on = on and number + 1 in self._stay
            stays = number in self._stay
            made = bar if stays else refitted(bar, new, before, held=held, holds_on=holds_on)
            before, held = made.events[-1], on
            yield made

    def _sung(self, rhythm: Sequence[RhythmBar], forms: Forms, seed: int) -> Iterator[Bar]:
        tune = self._tune
        chords = self._chords(forms, seed)
        notes = self._services.compose_notes(tune.notes_wanted(rhythm, self._stay, chords, seed))
        if chords is None:  # those that were drawn to compose over are no part of the score
            notes = notes.model_copy(update={"chords": ()})
        for old, new in zip(tune.score.bars, joined_bars(rhythm, notes), strict=True):
            yield _never_silent(old, new) if self._wanted.aspect == "pitches" else new

    def _chords(self, forms: Forms, seed: int) -> ChordsByBar | None:
        tune = self._tune
        stay = self._wanted.aspect == "pitches" or self._wanted.keeps_chords
        if tune.chords is None or stay or (tune.chosen and all(tune.chords[tune.upbeat :])):
            return tune.chords
        drawn = self._services.compose_chords(tune.chords_wanted(self._stay, forms, seed)).bars
        new = (*tune.chords[: tune.upbeat], *drawn)
        return tuple(
            one if number in self._wanted.bars and not (tune.chosen and own) else own
            for number, (own, one) in enumerate(zip(tune.chords, new, strict=True))
        )


def _notes(bars: Sequence[Bar]) -> list[int]:
    """Return how many notes begin in each bar."""
    held = [False, *(bar.events[-1].tie for bar in bars)]
    return [len(sung(bar.events, held=on)) for bar, on in zip(bars, held, strict=False)]


def _with_forms(
    rhythm: Sequence[RhythmBar], forms: Forms, where: frozenset[int] | None = None
) -> tuple[RhythmBar, ...]:
    """Return a rhythm of which the bars ``where``, or all, have their part in ``forms``."""
    if not forms:
        return tuple(rhythm)
    return tuple(
        bar.model_copy(update={"form": form}) if where is None or number in where else bar
        for number, (bar, form) in enumerate(zip(rhythm, forms, strict=True))
    )


def _never_silent(old: Bar, new: Bar) -> Bar:
    """Return a bar in which what the dice silenced sounds as it did: its rhythm stays."""
    events = (
        before if after.pitch is None else after
        for before, after in zip(old.events, new.events, strict=True)
    )
    return replace(new, events=tuple(events))


def _told(refused: RequestRefused) -> InvalidInput | RequestRefused:
    """Name what of a stored score is no longer composed in, where it is that."""
    settings = {fault.field for fault in refused.faults} & STORED
    faults = [
        FieldError("bars", f"none are composed in its {name}", "not_composed", {"setting": name})
        for name in sorted(setting.replace("_", " ") for setting in settings)
    ]
    return InvalidInput.naming(faults) if faults else refused
