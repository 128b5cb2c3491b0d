import pytest

from melodie.time_signature import TimeSignature
from service4_lilypond.notation.printed_beats import printed_beats
from tests.builders import time_signature


@pytest.mark.parametrize(
    ("signature", "printed"),
    [
        (time_signature("4/4"), "4"),
        (time_signature("4/4", 1, 1, 1, 1), "4"),
        (time_signature("6/8"), "6"),
        (time_signature("5/8", 3, 2), "5"),
        (time_signature("5/8", 2, 3), "2+3"),
        (time_signature("5/4", 3, 2), "5"),
        (time_signature("5/4", 2, 3), "2+3"),
        (time_signature("7/8", 2, 2, 3), "7"),
        (time_signature("7/8", 2, 3, 2), "2+3+2"),
        (time_signature("7/8", 3, 2, 2), "3+2+2"),
        (time_signature("8/8", 3, 3, 2), "3+3+2"),
    ],
    ids=str,
)
def test_only_unusual_groups_are_printed(signature: TimeSignature, printed: str) -> None:
    assert printed_beats(signature) == printed
