from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from melodie.metre import Duration, Tempo, TimeSignature, Tuplet
from tests.builders import metre

DURATION: TypeAdapter[Fraction] = TypeAdapter(Duration)


@pytest.mark.parametrize("text", ["1/4", "3/8", "1", "1/12", "8", "5/64"])
def test_a_duration_reads_back_as_it_was_written(text: str) -> None:
    assert DURATION.dump_python(DURATION.validate_python(text)) == text


@pytest.mark.parametrize("value", ["0.25", "1/0", "-1/4", "1e9", "x", "", 0.25, 1, None, "9" * 99])
def test_a_duration_is_never_a_float(value: object) -> None:
    with pytest.raises(ValidationError):
        DURATION.validate_python(value)


@pytest.mark.parametrize("ratio", [(2, 3), (7, 4), (0, 0), (3, 0)])
def test_only_tuplets_that_can_be_engraved_are_made(ratio: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="can be written"):
        Tuplet(*ratio)


def test_beat_groups_fill_their_metre() -> None:
    with pytest.raises(ValueError, match="add up to 7"):
        TimeSignature(7, 8, (2, 2, 2))


def test_beat_groups_begin_where_the_last_one_ended() -> None:
    signature = metre("7/8", 2, 2, 3)
    assert signature.group_starts == (Fraction(0), Fraction(1, 4), Fraction(1, 2))
    assert signature.bar_length == Fraction(7, 8)
    assert str(signature) == "7/8"


@pytest.mark.parametrize(
    ("signature", "compound"),
    [
        (metre("6/8", 3, 3), True),
        (metre("12/8", 3, 3, 3, 3), True),
        (metre("3/8", 3), False),
        (metre("7/8", 2, 2, 3), False),
        (metre("6/4", 3, 3), False),
        (metre("6/8", 2, 2, 2), False),
    ],
)
def test_a_compound_metre_has_dotted_beats(signature: TimeSignature, compound: bool) -> None:
    assert signature.compound is compound


def test_a_tempo_counts_its_own_beat() -> None:
    assert Tempo(Fraction(3, 8), 80).quarters_per_minute == 120
    assert Tempo(Fraction(1, 4), 80).quarters_per_minute == 80


@pytest.mark.parametrize("beat", ["1/3", "5/8", "0", "7/8"])
def test_a_beat_is_a_plain_or_a_dotted_value(beat: str) -> None:
    with pytest.raises(ValueError, match="plain or a dotted"):
        Tempo(Fraction(beat), 80)
