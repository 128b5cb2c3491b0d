from fractions import Fraction

import pytest

from melodie.tempo import Tempo


def test_a_tempo_counts_its_own_beat() -> None:
    assert Tempo(Fraction(3, 8), 80).quarters_per_minute == 120
    assert Tempo(Fraction(1, 4), 80).quarters_per_minute == 80


@pytest.mark.parametrize("beat", ["1/3", "5/8", "0", "7/8"])
def test_a_beat_is_a_plain_or_a_dotted_value(beat: str) -> None:
    with pytest.raises(ValueError, match="plain or a dotted"):
        Tempo(Fraction(beat), 80)
