import pytest

from melodie.errors import NotFound
from service1_frontend.library.melodies import Library
from service1_frontend.library.melody import Melody
from service1_frontend.making.recent import Recent
from service1_frontend.recipes.options import Options
from service1_frontend.recipes.request import RecipeRequest
from service1_frontend.services import Services
from service1_frontend.tests.makers import a_maker


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_value_is_at_hand_until_its_time_is_over() -> None:
    clock = Clock()
    recent: Recent[str, int] = Recent(seconds=10, clock=clock)
    recent.put("a", 1)

    clock.now = 9.9
    assert recent.get("a") == 1
    clock.now = 10
    assert recent.get("a") is None
    assert recent.get("b") is None


def test_the_oldest_values_make_room() -> None:
    recent: Recent[int, int] = Recent(most=2)
    for key in (1, 2, 1, 3):
        recent.put(key, key)

    assert [recent.get(key) for key in (1, 2, 3)] == [1, None, 3]


def test_a_melody_just_made_is_found_without_the_database(
    services: Services, options: Options, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = a_maker(services, options, library).maker
    made = maker.make(RecipeRequest(name="x", bars=1))
    looked_up, find = [], library.find

    def look_up(melody_id: str) -> Melody:
        looked_up.append(melody_id)
        return find(melody_id)

    monkeypatch.setattr(library, "find", look_up)

    assert maker.find(made.id) is made

    assert not looked_up
    other = a_maker(services, options, library).maker
    assert other.find(made.id) == other.find(made.id) == made
    assert looked_up == [made.id]


def test_what_is_not_there_is_not_found_twice(
    services: Services, options: Options, library: Library
) -> None:
    maker = a_maker(services, options, library).maker
    for _ in range(2):
        with pytest.raises(NotFound):
            maker.find("0" * 12)
