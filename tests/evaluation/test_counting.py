from collections.abc import Sequence

import pytest

from scripts.evaluation.corpora import FOLDERS, Piece, pieces
from scripts.evaluation.counting.bars import Bar, bars
from scripts.evaluation.counting.chords import root
from scripts.evaluation.counting.files import files
from scripts.evaluation.counting.joints import BETWEEN, HALVES, INSIDE, WIDEST, joints
from scripts.evaluation.counting.places import (
    CLOSE,
    HALF_CLOSE,
    INNER,
    OPENING,
    PREPARATION,
    place,
)
from scripts.evaluation.counting.plans import plans
from scripts.evaluation.counting.upbeats import leads, upbeats
from scripts.evaluation.counting.words import FEWEST_TUNES, Words
from scripts.evaluation.steps import step
from scripts.evaluation.tunes import Note, Tune
from tests.evaluation.tunes import a_tune

LARGEST = 300_000
"""Bytes of all tables together."""


def a_piece(title: str, bars: str, metre: str = "4/4", upbeat: Sequence[Note] = ()) -> Piece:
    tune = a_tune(bars, metre)
    return Piece("essenFolksong", title, (Tune(tune.form, tune.bars, (*upbeat, *tune.notes)),))


def some_pieces(count: int, bars: str = "C2 E2 | D2 F2 | C4") -> list[Piece]:
    return [a_piece(f"Song {number}", bars) for number in range(count)]


def first_bar(tune: Tune, *, even: bool = False) -> Bar:
    bar = bars(tune, even=even)[0]
    assert bar is not None
    return bar


def test_the_tables_are_what_the_tunes_give() -> None:
    made = {
        path: text for style in FOLDERS for path, text in files(style, pieces(style, "dev")).items()
    }
    kept = {path: path.read_text(encoding="utf-8") for path in made}
    assert made == kept, "scripts/count-tables writes them again"
    assert sum(len(text.encode()) for text in made.values()) < LARGEST


def test_what_only_two_tunes_have_is_not_kept() -> None:
    assert not Words("song", some_pieces(FEWEST_TUNES - 1)).words("4/4")
    kept = Words("song", some_pieces(FEWEST_TUNES)).words("4/4")
    assert [row[0] for row in kept[48, 48]] == [(0, 2)]


def test_variants_of_a_tune_are_one_tune() -> None:
    variants = [a_piece(title, "C2 E2 | C4") for title in ("A Song", "a song!", "A song", "a SONG")]
    assert not Words("song", variants).words("4/4")


def test_a_word_is_counted_by_its_place_and_its_first_degree() -> None:
    found = Words("song", some_pieces(3, "C4 | C4 | C4 | D4 | C4 | C4 | D2 B2 | C4"))
    [(contour, use)] = found.words("4/4")[96,]
    assert contour == (0,)
    assert use.place_counts == [6, 9, 3, 0, 3]
    assert use.first_degrees == {(0, 1): 3, (2, 0): 3}


def test_rhythms_are_the_sums_of_their_words() -> None:
    found = Words("song", [*some_pieces(3, "C2 E2 | C4"), *some_pieces(3, "E2 C2 | C4")])
    assert dict(found.rhythms("4/4"))[48, 48] == [6, 0, 0, 0, 0]


def test_bars_of_two_quarters_are_counted_at_twice_their_length() -> None:
    words = Words("song", [a_piece(str(at), "C E0.5 G0.5 | C2", "2/4") for at in range(3)])
    assert (48, 24, 24) in words.words("4/4")


def test_a_bar_of_dotted_pairs_is_even_in_a_dance_and_in_a_song_it_is_not() -> None:
    dotted = a_tune("C0.75 E0.25 G0.75 E0.25 C2 | C4")
    even = first_bar(dotted, even=True)
    assert even.lengths == (12, 12, 12, 12, 48)
    assert [sound.onset for sound in even.sounds] == [0, 12, 24, 36, 48]
    assert first_bar(dotted).lengths == (18, 6, 18, 6, 48)


def test_a_rest_within_a_bar_is_a_length_below_zero() -> None:
    assert first_bar(a_tune("C z E2 | C4")).lengths == (24, -24, 48)


@pytest.mark.parametrize("bar", ["z C3", "C2"])
def test_a_bar_is_plain_if_it_begins_with_a_note(bar: str) -> None:
    [first, *_] = bars(a_tune(f"{bar} | C4"), even=False)
    assert (first is None) == bar.startswith("z")


def test_a_bar_with_a_note_outside_the_mode_is_not_counted() -> None:
    tune = a_tune("C4")
    sharp = Tune(tune.form, 8, (Note(0, 96, 66), *tune.notes[1:]))
    assert bars(sharp, even=False)[0] is None


def test_eight_bars_are_known_by_their_places() -> None:
    found = bars(a_tune("C4 | E4 | C4 | D4 | C4 | E4 | D4 | C4"), even=False)
    places = [place(number, found) for number in range(8)]
    assert places == [OPENING, INNER, INNER, HALF_CLOSE, OPENING, INNER, PREPARATION, CLOSE]


def test_a_last_bar_that_does_not_come_home_is_no_close() -> None:
    assert place(7, bars(a_tune("C4 | D4"), even=False)) == INNER


@pytest.mark.parametrize(
    ("bar", "degree"), [("C E G E", 0), ("G B D B", 4), ("F A c A", 3), ("D F A F", 1)]
)
def test_a_broken_triad_is_its_own_chord(bar: str, degree: int) -> None:
    assert root("4/4", first_bar(a_tune(f"{bar} | C4")).sounds) == degree


def test_joints_are_told_apart_by_where_they_lead() -> None:
    counted = joints([a_piece("A", "C4 | D4 | D4 | D4 | G4 | G4 | G4 | C4")])
    assert counted[INSIDE][WIDEST + 1] == 1
    assert counted[INSIDE][WIDEST - 4] == 1
    assert counted[HALVES][WIDEST + 3] == 1
    assert counted[BETWEEN][WIDEST] == 2


def test_upbeats_are_counted_by_their_lengths_and_by_where_they_lead() -> None:
    with_upbeat = [a_piece(str(at), "C4", upbeat=[Note(-24, 24, 55)]) for at in range(4)]
    found = [*with_upbeat, *some_pieces(3)]
    assert upbeats(found, "4/4") == [((24,), 4), ((), 3)]
    assert leads(found)[1][0] == [((-3,), 4)]


def test_a_plan_says_what_a_bar_is_after_what() -> None:
    counted = plans(some_pieces(2, "C2 E2 | D F A2 | C2 E2 | D2 B2 | C4 | C4 | C2 D2 | C4"))
    assert counted[0] == []
    assert counted[1] == [("new", "new", 2)]
    assert counted[2] == [("new", "literal 0", 2)]
    assert counted[3] == [("literal 0", "rhythm 0", 2)]


def test_minor_has_its_sixth_and_seventh_in_two_colours() -> None:
    assert [step(60 + up, "minor") for up in (8, 9, 10, 11, 12)] == [5, 5, 6, 6, 7]
    assert step(59, "minor") == -1
