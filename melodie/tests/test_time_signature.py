from fractions import Fraction

import pytest

from melodie.time_signature import TimeSignature
from tests.builders import time_signature


def test_beat_groups_fill_the_bar() -> None:
    with pytest.raises(ValueError, match="add up to 7"):
        TimeSignature(7, 8, (2, 2, 2))


def test_beat_groups_begin_where_the_last_one_ended() -> None:
    signature = time_signature("7/8", 2, 2, 3)
    assert signature.group_starts == (Fraction(0), Fraction(1, 4), Fraction(1, 2))
    assert signature.bar_length == Fraction(7, 8)
    assert str(signature) == "7/8"


@pytest.mark.parametrize(
    ("signature", "compound"),
    [
        (time_signature("6/8", 3, 3), True),
        (time_signature("12/8", 3, 3, 3, 3), True),
        (time_signature("3/8", 3), False),
        (time_signature("7/8", 2, 2, 3), False),
        (time_signature("6/4", 3, 3), False),
        (time_signature("6/8", 2, 2, 2), False),
    ],
)
def test_a_compound_signature_has_dotted_beats(signature: TimeSignature, compound: bool) -> None:
    assert signature.compound is compound
