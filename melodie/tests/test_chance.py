from collections import Counter

import pytest

from melodie.chance import Chance

DRAWS = 4000


def draws(name: str, seed: int) -> list[int]:
    chance = Chance(name, seed)
    return [chance.one_of(range(1000)) for _ in range(6)]


def test_a_seed_gives_the_same_stream_on_every_machine() -> None:
    assert draws("notes", 7) == [522, 59, 859, 117, 224, 906]


def test_every_name_and_every_seed_has_a_stream_of_its_own() -> None:
    streams = {tuple(draws(name, seed)) for name in ("notes", "rhythm") for seed in range(50)}
    assert len(streams) == 100


def test_what_happens_happens_as_often_as_said() -> None:
    chance = Chance("test", 1)
    assert not any(chance.happens(0) for _ in range(DRAWS))
    assert all(chance.happens(1) for _ in range(DRAWS))
    assert sum(chance.happens(0.3) for _ in range(DRAWS)) / DRAWS == pytest.approx(0.3, abs=0.03)


def test_all_options_come_alike_and_weighted_ones_by_their_weights() -> None:
    chance = Chance("test", 1)
    alike = Counter(chance.one_of("abcd") for _ in range(DRAWS))
    weighted = Counter(chance.weighted("abcd", [1, 0, 2, 1]) for _ in range(DRAWS))
    assert {option: count / DRAWS for option, count in alike.items()} == pytest.approx(
        dict.fromkeys("abcd", 0.25), abs=0.03
    )
    assert {option: count / DRAWS for option, count in weighted.items()} == pytest.approx(
        {"a": 0.25, "c": 0.5, "d": 0.25}, abs=0.03
    )


def test_normal_draws_lie_around_nought_and_never_far_out() -> None:
    chance = Chance("test", 1)
    drawn = [chance.normal() for _ in range(DRAWS)]
    assert sum(drawn) / DRAWS == pytest.approx(0, abs=0.05)
    assert sum(abs(value) < 1 for value in drawn) / DRAWS == pytest.approx(0.683, abs=0.03)
    assert max(map(abs, drawn)) <= 4
