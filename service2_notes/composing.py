"""Composes chords and pitches for a rhythm, step by step.

======================== =========================== ==================================
step                     what it takes               what it gives
======================== =========================== ==================================
asked.asked              the request                 ``Asked``: scale, metre, bars
kept.settled             kept bars                   ``Settled``: pitches that stay
harmony.composing        bars, given chords          ``BarHarmony`` for every bar
line.compass             ``Asked``, the last degree  ``Compass``: where the tune lies
setting_of               all of these                ``Setting``: what is fixed
choosing                 ``Setting``                 ``Line``: a figure for every bar
writing                  ``Setting``, ``Line``       ``Note``s, in degrees
finishing                ``Note``s                   pitches, and which are foreign
... own_degrees          ``Note``s                   with the scale's own degrees
... mending              ``Note``s                   without what nobody would sing
... colours              ``Note``s                   which notes leave the degrees
... altering             ``Note``s                   which follow given chords out
... dice                 steps of the ladder         some thrown instead
... spelling             steps of the ladder         pitches
======================== =========================== ==================================
"""

from dataclasses import replace
from typing import Final

from melodie.chance import Chance
from melodie.contract import Notes, NotesRequest
from melodie.contract.harmony import ChordsByBar
from melodie.errors import InvalidInput
from service2_notes.altering import followed
from service2_notes.asked import Asked, asked
from service2_notes.choosing import best_line
from service2_notes.finishing import Finisher
from service2_notes.harmony.composing import chords_of, resting_degree
from service2_notes.harmony.heard_chords import BarHarmony, HeardChord
from service2_notes.harmony.naming import Namer
from service2_notes.kept import Settled, placed, settled
from service2_notes.line.arriving import draw_arrival
from service2_notes.line.compass import Compass, draw_compass
from service2_notes.line.joints import joiner
from service2_notes.line.placing import Placer
from service2_notes.line.setting import Setting
from service2_notes.style import Arrival
from service2_notes.writing import Writer

HEAT: Final = 0.65
"""Below 1: what is joined well is favoured."""
HOTTER: Final = 0.6
"""How much hotter wildness makes it, before the dice decide all."""


def compose(wanted: NotesRequest) -> Notes:
    """Find chords, and a pitch for every note; the same request always gives the same.

    Raises ``InvalidInput`` for a key, a scale, a style or a contour that is not
    offered, for a range without a tonic, and for chords or kept bars that do not
    fit the rhythm.
    """
    music = asked(wanted)
    if wanted.chords is not None and len(wanted.chords) != len(wanted.bars):
        raise InvalidInput.of("chords", f"there are not {len(wanted.bars)} bars of them")
    kept = settled(wanted.bars, wanted.kept)
    namer = Namer(music.key.tonic, music.parent, music.grammar)
    upbeat = len(wanted.bars) - len(music.tune.bars)
    given = dict(enumerate((wanted.chords or ())[upbeat:]))
    chords = chords_of(music.tune.bars, namer, given, music.middle, wanted.seed)
    if wanted.chords is not None:
        music = replace(music, tune=followed(music.tune, chords))
    if chords and music.tune.last not in given:
        chords[music.tune.last] = _come_home(music, chords[music.tune.last])
    final = resting_degree(_last_chord(music, chords)) if chords else 0
    staying = [pitch for pitch in kept.values() if pitch]
    compass = draw_compass(music, final, Chance("compass", wanted.seed), staying)
    setting = setting_of(music, chords, compass, kept, draw_arrival(music.style, wanted.seed))
    line = best_line(setting, wanted.seed)
    notes = Writer(setting, line, wanted.seed).write()
    pitches, foreign = Finisher(wanted, music, kept).finish(notes, compass)
    named = _named(wanted, music, namer, chords)
    return Notes(key=music.key, bars=pitches, chords=named, foreign=foreign)


def _come_home(music: Asked, bar: BarHarmony) -> BarHarmony:
    """Return the last bar's chords: nothing follows the first where the last note waits for it."""
    onsets = music.tune.bars[music.tune.last].onsets
    waits = onsets and onsets[-1] >= music.tune.beats.middle
    return BarHarmony(bar.first, bar.first) if waits else bar


def _last_chord(music: Asked, chords: list[BarHarmony]) -> HeardChord:
    """Return the chord under the last note: a turnaround may follow it in its bar."""
    last = music.tune.last
    onsets = music.tune.bars[last].onsets
    return chords[last].at(onsets[-1] if onsets else 0, music.tune.beats.middle)


def setting_of(
    music: Asked,
    chords: list[BarHarmony],
    compass: Compass,
    kept: Settled,
    arrival: Arrival | None = None,
) -> Setting:
    """Return all that a line is composed in and over."""
    return Setting(
        tune=music.tune,
        chords=chords,
        style=music.style,
        lexicon=music.lexicon,
        compass=compass,
        arrival=arrival,
        kept=placed(music, kept, compass.tonic),
        placer=Placer(music, compass, chords),
        joiner=joiner(music.style, music.lexicon.tables.joints, music.costs, music.leaps),
        costs=music.costs,
        leaps=music.leaps,
        heat=HEAT * (1 + HOTTER * music.wildness),
    )


def _named(
    wanted: NotesRequest, music: Asked, namer: Namer, chords: list[BarHarmony]
) -> ChordsByBar:
    """Name the chords of every bar; the dice need none, and an upbeat has none."""
    if wanted.chords is not None:
        return wanted.chords
    if music.wildness >= 1:
        return ()
    upbeat = len(wanted.bars) - len(chords)
    return ((),) * upbeat + tuple(namer.placed(bar, music.middle) for bar in chords)
