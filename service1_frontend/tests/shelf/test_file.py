from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from service1_frontend.library.shelf import HOWS, MOST, Standing
from service1_frontend.shelf.file import read, written

IDS = st.from_regex(r"[0-9A-Za-z]{12}", fullmatch=True)
SHELVES = st.dictionaries(IDS, st.sampled_from(HOWS), max_size=30)
ROOM = 16_384 - 1_000
"""Bytes of a form that the edge lets through, without what comes with the file."""


def standing(shelf: dict[str, str]) -> list[Standing]:
    return [
        Standing(melody_id, "x", "C major", "4/4", how, datetime.now(UTC))  # type: ignore[arg-type]
        for melody_id, how in shelf.items()
    ]


@given(shelf=SHELVES)
def test_what_goes_out_comes_back(shelf: dict[str, str]) -> None:
    assert read(written(standing(shelf))) == shelf


def test_the_file_of_a_full_shelf_can_be_sent_back() -> None:
    shelf = {f"{n:012}": "made" for n in range(MOST)}

    assert len(written(standing(shelf))) <= ROOM
