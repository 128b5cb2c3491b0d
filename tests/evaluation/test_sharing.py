from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Final, NamedTuple

import pytest

from scripts.evaluation.corpora import Piece, melodies, pieces
from scripts.evaluation.jury.lists import fits
from scripts.evaluation.samples import Samples
from scripts.evaluation.sharing import Known, passages
from scripts.evaluation.tunes import Note, Tune
from tests.evaluation.tunes import a_tune

COUNT: Final = 150
"""Melodies that are composed."""

TUNE = a_tune("C D E2 | F G A2 | G2 E2 | D4 | E2 F2 | A2 F2 | D2 B2 | C4")


class Compared(NamedTuple):
    """Tunes of one style: those that were learned from, real ones that were not, and ours."""

    learned: Sequence[Piece]
    real: Sequence[Tune]
    ours: Sequence[Tune]


@cache
def compared(style: str) -> Compared:
    real = [tune for tune in melodies(style, "heldout") if fits(tune)]
    ours = [tune for tune in Samples(style, "heldout", 2 * COUNT).ours(5) if fits(tune)]
    return Compared(pieces(style, "dev"), real, ours[:COUNT])


def known(tune: Tune) -> Known:
    return Known([Piece("essenFolksong", "A song", (tune,))])


@pytest.mark.parametrize("bars", [Fraction(3, 2), Fraction(5, 2)])
@pytest.mark.parametrize("style", ["song", "dance"])
def test_our_melodies_share_less_with_a_real_tune_than_real_ones_do(
    style: str, bars: Fraction
) -> None:
    tunes = compared(style)
    learned = Known(tunes.learned, bars)
    assert learned.share(tunes.ours) < learned.share(tunes.real)


def test_a_tune_shares_everything_with_itself_in_any_key() -> None:
    up = Tune(TUNE.form, 8, tuple(Note(at, length, 12 + of) for at, length, of in TUNE.notes))
    assert known(TUNE).share([TUNE]) == 1
    assert known(TUNE).share([up]) == 1


def test_a_bar_alone_is_not_a_passage() -> None:
    other = a_tune("C D E2 | B2 G2 | E2 C2 | F G F E")
    assert known(TUNE).share([other]) == 0


def test_two_bars_are_one() -> None:
    other = a_tune("C D E2 | F G A2 | B4 | A4 | B4 | A4 | B4 | c4")
    assert 0 < known(TUNE).share([other]) < 1


def test_a_passage_does_not_run_over_the_end() -> None:
    assert len(list(passages(a_tune("C4")))) == 7
