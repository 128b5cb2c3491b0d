"""Why a melody works, in a few plain sentences, from its score alone."""

from typing import Final, NamedTuple

from melodie.contract import Analysis
from melodie.score import Score
from melodie.sounding import sounding_notes
from service1_frontend.web.languages import gettext
from service1_frontend.web.wording.form import BarNumbers, cadences_in_words, returns_in_words
from service1_frontend.web.wording.lines import (
    high_point_in_words,
    motion_in_words,
    range_in_words,
)
from service1_frontend.web.wording.over_chords import chords_in_words, foreign_in_words

FEW: Final = 4
"""Bars too few for one to come back, at most."""


class Reason(NamedTuple):
    """One thing that a listener hears, and what there is to say about it."""

    heading: str
    words: str


def why_it_works(score: Score, analysis: Analysis) -> list[Reason]:
    """Return what makes a melody hold together, in the order in which it is heard.

    Only what is worth saying: of a few notes there is less to say than of many.
    """
    notes, bars, top = sounding_notes(score), BarNumbers(score), analysis.high_point
    returns = returns_in_words(analysis.returns, bars)
    if not returns and len(score.bars) > FEW:
        returns = gettext("No bar comes back: the line goes on.")
    told = (
        (gettext("Range"), range_in_words(analysis.compass) if analysis.compass else ""),
        (gettext("Motion"), motion_in_words(analysis.moves, notes, bars)),
        (gettext("High point"), high_point_in_words(score, top, notes, bars) if top else ""),
        (gettext("Cadences"), cadences_in_words(analysis.closes, notes, bars)),
        (gettext("What returns"), returns),
        (gettext("Chords"), chords_in_words(score, analysis, notes, bars)),
        (gettext("Outside the scale"), foreign_in_words(analysis, notes, bars)),
    )
    return [Reason(heading, words) for heading, words in told if words]
