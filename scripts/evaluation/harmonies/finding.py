"""The root of every bar as the model finds it, without its transitions, and always the tonic."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from melodie.score import Score
from scripts.evaluation.harmonies.reading import Harmonised, Root
from service2_notes.harmonising.harmonising import likeliest
from service2_notes.harmonising.listening import Stretch, half_bars, whole_bars
from service2_notes.harmonising.modelling import model_of
from service2_notes.harmonising.roman import Figure
from service2_notes.harmonising.tastes import palette
from service2_notes.scales import scale_named

Finder = Callable[[Score], list[Root]]


def by_the_model(score: Score) -> list[Root]:
    """Return the roots of the plain harmonisation."""
    model = model_of(palette(scale_named(score.key.scale), "plain"))
    heard = half_bars(score)
    return _by_bar(heard, likeliest(model, heard))


def without_transitions(score: Score) -> list[Root]:
    """Return the roots of the chords that go best with each bar, whatever is before it."""
    model = model_of(palette(scale_named(score.key.scale), "plain"))
    sung = [model.heard(bar) for bar in whole_bars(half_bars(score))]
    return [model.figures[odds.index(max(odds))].root for odds in sung]


def always_the_tonic(score: Score) -> list[Root]:
    """Return the tonic for every bar."""
    return [0] * len(score.bars)


FINDERS: Final[Mapping[str, Finder]] = {
    "model": by_the_model,
    "without transitions": without_transitions,
    "always I": always_the_tonic,
}


def agreement(tunes: Sequence[Harmonised], find: Finder) -> tuple[int, int]:
    """Return in how many bars the written root is found, and how many have one."""
    found = [
        one == other
        for tune in tunes
        for one, other in zip(find(tune.score), tune.roots, strict=True)
        if other is not None
    ]
    return sum(found), len(found)


def _by_bar(heard: Sequence[Stretch], figures: Sequence[Figure]) -> list[Root]:
    """Return the root that a bar begins with: two halves are equally long."""
    return [
        figure.root for stretch, figure in zip(heard, figures, strict=True) if not stretch.offset
    ]
