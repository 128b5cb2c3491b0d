"""What is made of a stored melody, recorded as a melody of its own."""

from dataclasses import replace

from melodie import ENGINE_VERSION
from melodie.score import Score
from service1_frontend.library.change import Change
from service1_frontend.library.melody import Melody
from service1_frontend.making.accompanying import accompanied, accompanied_if_it_can_be
from service1_frontend.making.composing import Naming, in_english
from service1_frontend.making.maker import MelodyMaker
from service1_frontend.recipes.completing import draw_seed
from service1_frontend.variations.asked import (
    NoteRequest,
    RollRequest,
    SettingsRequest,
    bar_numbers,
    roll_asked,
)
from service1_frontend.variations.chording import rechorded
from service1_frontend.variations.exchanging import exchanged, note_of
from service1_frontend.variations.resetting import ACCOMPANYING, Reset, reset
from service1_frontend.variations.rolling import roll
from service1_frontend.variations.tune import Tune


def record_roll(
    maker: MelodyMaker, parent: Melody, wanted: RollRequest, *, to_be_seen: bool = False
) -> Melody:
    """Make bars of a melody anew and return what came of it, recorded.

    Raises ``InvalidInput``, ``Busy``, an ``UpstreamError`` or ``StoreUnavailable``.
    """
    with maker.working():
        score, change = _rolled(maker, parent, wanted)
        return maker.record_variation(parent, score, change, to_be_seen=to_be_seen)


def roll_unkept(maker: MelodyMaker, parent: Melody, wanted: RollRequest) -> Score:
    """Return what ``record_roll`` would record for the same seed, where nothing can be kept."""
    with maker.working():
        return _rolled(maker, parent, wanted)[0]


def _rolled(maker: MelodyMaker, parent: Melody, wanted: RollRequest) -> tuple[Score, Change]:
    seed = draw_seed() if wanted.seed is None else wanted.seed
    asked = roll_asked(parent.score, wanted, seed)
    make = rechorded if wanted.what == "chords" else roll
    rolled = make(tune_of(maker, parent), asked, maker.services)
    score = accompanied_if_it_can_be(rolled, parent.recipe, maker.services)
    return score, Change(
        kind="roll",
        what=wanted.what,
        bars=tuple(bar_numbers(parent.score)[index] for index in sorted(asked.bars)),
        locked=tuple(sorted(set(wanted.locked))),
        seed=seed,
        engine=ENGINE_VERSION,
    )


def record_settings(
    maker: MelodyMaker,
    parent: Melody,
    wanted: SettingsRequest,
    naming: Naming = in_english,
    *,
    to_be_seen: bool = False,
) -> Melody:
    """Give a melody other settings and return what came of it, recorded; no note moves.

    Raises ``InvalidInput``, ``Busy``, an ``UpstreamError`` or ``StoreUnavailable``.
    """
    with maker.working():
        made = settings_unkept(maker, parent, wanted, naming)
        change = Change(kind="settings", told=made.changed)
        return maker.record_variation(
            parent, made.score, change, made.recipe, to_be_seen=to_be_seen
        )


def settings_unkept(
    maker: MelodyMaker, parent: Melody, wanted: SettingsRequest, naming: Naming = in_english
) -> Reset:
    """Return what ``record_settings`` would record, where nothing can be kept."""
    made = reset(tune_of(maker, parent), wanted, naming)
    if not ACCOMPANYING & set(made.changed):
        return made
    return replace(made, score=accompanied(made.score, made.recipe, maker.services))


def record_note(
    maker: MelodyMaker, parent: Melody, wanted: NoteRequest, *, to_be_seen: bool = False
) -> Melody:
    """Exchange one note of a melody and return what came of it, recorded.

    Raises ``InvalidInput``, ``Busy`` or ``StoreUnavailable``.
    """
    with maker.working():
        score = note_unkept(maker, parent, wanted)
        note = note_of(parent.score, wanted.note)
        change = Change(
            kind="note",
            bars=(bar_numbers(parent.score)[note.bar],),
            told={"note": wanted.note, "pitch": str(wanted.pitch), "was": str(note.pitch)},
        )
        return maker.record_variation(parent, score, change, to_be_seen=to_be_seen)


def note_unkept(maker: MelodyMaker, parent: Melody, wanted: NoteRequest) -> Score:
    """Return what ``record_note`` would record, where nothing can be kept."""
    return exchanged(tune_of(maker, parent), wanted.note, wanted.pitch)


def tune_of(maker: MelodyMaker, melody: Melody) -> Tune:
    """Return a stored melody as what is gone on from; raises an ``UpstreamError``."""
    return Tune(melody.score, melody.recipe, maker.options.get())
