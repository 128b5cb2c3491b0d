"""Tunes written down by hand, for the critic to listen to.

A bar is a row of degrees in even notes, 0 being the tonic and 7 the tonic above;
``.`` holds the note before it. Bars are parted by ``|`` and are over the chords
named by their roots, one a bar, the tonic where none is named.
"""

from collections.abc import Mapping
from dataclasses import replace

from melodie.chance import Chance
from service2_notes.asked import asked
from service2_notes.composing import setting_of
from service2_notes.critic import Heard, Listener
from service2_notes.figures.figure import Figure, figure
from service2_notes.harmony.drawing import Progression
from service2_notes.harmony.grammars import MAJOR
from service2_notes.harmony.heard_chords import BarHarmony, heard_chord
from service2_notes.line.chain import Placed
from service2_notes.line.compass import draw_compass
from service2_notes.line.setting import Setting
from service2_notes.reading import Tune, TuneBar
from service2_notes.tests.requests import a_request, quarters


def a_setting(bars: int = 8, **wanted: object) -> Setting:
    music = asked(a_request(bars=quarters(bars), **wanted))
    chords = Progression(music.tune.bars, MAJOR, 7, {}).draw(1)
    return setting_of(music, chords, draw_compass(music, 0, Chance("compass", 1)), {})


def a_figure(written: str, setting: Setting) -> tuple[Figure, int]:
    """Return the figure of one bar, and the degree that it begins on."""
    places = written.split()
    beats = setting.tune.beats
    onsets = [n for n, place in enumerate(places) if place != "."]
    degrees = [int(places[n]) for n in onsets]
    ticks = tuple(n * beats.length // len(places) for n in onsets)
    contour = tuple(degree - degrees[0] for degree in degrees)
    return figure(ticks, contour, beats), degrees[0]


def a_tune(
    written: str, roots: str = "", forms: Mapping[int, Mapping[str, object]] | None = None
) -> Heard:
    """Listen to a tune; ``forms`` says what some of its bars are in the form."""
    bars = written.split("|")
    setting = a_setting(len(bars))
    line, plans = {}, []
    for place, bar in enumerate(bars):
        one, start = a_figure(bar, setting)
        line[place] = Placed(0.0, one, start)
        plan = TuneBar(place, one.onsets)
        plans.append(replace(plan, **(forms or {}).get(place, {})))  # type: ignore[arg-type]
    chords = [_chord(int(root)) for root in roots.split() or ["0"] * len(bars)]
    tune = Tune(setting.tune.beats, 0, tuple(plans))
    return Listener(replace(setting, tune=tune, chords=chords)).hear(line)


def _chord(root: int) -> BarHarmony:
    chord = heard_chord(root, (root, root + 2, root + 4), 7)
    return BarHarmony(chord, chord)
