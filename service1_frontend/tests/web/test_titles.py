"""Melodies that nobody has named: names of their own that tell them apart."""

import re
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from melodie.text import MAX_TITLE
from service1_frontend.library.melody import Melody
from service1_frontend.recipes.options import Options
from service1_frontend.tests.examples import a_recipe
from service1_frontend.tests.visitor import Page, Visitor
from service1_frontend.tests.walls import WALL, cards, press
from service1_frontend.web.app_state import maker
from service1_frontend.web.wording.titles import FIRST, SECOND, grown_title, is_own_title, own_title

SEEDS = st.integers(0, 999_999_999)


def is_own(name: str, options: Options, style: str = "song") -> bool:
    return is_own_title(a_recipe(name=name, style=style), options)


def found_at(client: FlaskClient, location: str) -> Melody:
    with client.application.app_context():
        return maker().find(location.rsplit("/", 1)[-1])


def shelf_names(client: FlaskClient) -> list[str]:
    return re.findall(r"<h2><a[^>]*>([^<]+)</a></h2>", client.get("/shelf").text)


@given(seed=SEEDS, style=st.sampled_from(["song", "dance", "hymn", "blues", "riff", "gone_since"]))
def test_a_title_is_the_same_for_the_same_recipe_whatever_it_is_called(
    options: Options, seed: int, style: str
) -> None:
    recipe = a_recipe(seed=seed, style=style)
    title = own_title(recipe, options)
    assert title == own_title(recipe.model_copy(update={"name": "else"}), options)
    assert is_own(title, options, style)
    assert title.isprintable()


def test_titles_fit_on_a_page_and_tell_a_shelf_of_melodies_apart(options: Options) -> None:
    longest = max(map(len, FIRST)) + max(map(len, SECOND))
    assert longest + 12 < MAX_TITLE
    titles = [own_title(a_recipe(seed=seed), options) for seed in range(1000)]
    assert len(set(titles)) > 800


def test_ideas_made_of_one_another_have_names_of_their_own(options: Options) -> None:
    recipe = a_recipe()
    assert len({own_title(recipe, options, steps) for steps in ("", "b7", "b8", "b7r1")}) == 4


@given(first=st.sampled_from(FIRST), second=st.sampled_from(SECOND))
def test_every_pair_of_words_is_a_title_before_the_style_of_the_recipe(
    options: Options, first: str, second: str
) -> None:
    assert is_own(f"{first} {second} Song", options)
    assert not is_own(f"{first} {second} Song", options, style="dance")
    assert not is_own(f"{first} {second}", options)
    assert not is_own(f"{second} {first} Song", options)


NAMES = [
    *("My melody", "Amber", "Amber thoughts", "rainy tuesday", "kept ", " Lantern Song"),
    *("Golden Gate Bridge", "Blue Moon of Kentucky", "Old Mill Waltz", "Summer Garden Song 2"),
]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_typed_is_no_title_of_ours(options: Options, name: str) -> None:
    assert not is_own(name, options)


@pytest.mark.parametrize("name", ["bench", "Amber Lantern Song", "Half-open Yard"])
def test_a_word_is_translated_at_most_once_to_tell_a_title(
    options: Options, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def said(_: str, word: str) -> str:
        asked.append(word)
        return word

    monkeypatch.setattr("service1_frontend.web.wording.titles.pgettext", said)
    is_own(name, options)
    assert len(set(asked)) == len(asked)


def test_ideas_that_are_kept_are_told_apart_on_the_shelf(
    client: FlaskClient, options: Options
) -> None:
    wall = cards(client.get(WALL))
    for card in wall:
        press(client, card, "keep")
    names = shelf_names(client)
    assert len(set(names)) == len(names) == len(wall)
    assert all(is_own(name, options) for name in names)
    titles = re.findall(r'data-title="([^"]+)"', "".join(wall))
    assert set(titles) == set(names)


def test_the_same_idea_has_the_same_name_and_it_is_on_its_paper(client: FlaskClient) -> None:
    card = cards(client.get(WALL))[3]
    one, again = (
        found_at(browser, press(browser, cards(browser.get(WALL))[3], "open").headers["Location"])
        for browser in (client, client.application.test_client())
    )
    assert one.recipe.name == again.recipe.name == one.score.title
    assert one.recipe.name in card


def test_a_melody_from_the_form_has_a_name_of_its_own_and_so_has_another_like_it(
    visitor: Visitor, client: FlaskClient, options: Options
) -> None:
    visitor.press(name="  ", seed="4711", bars="2")
    first = found_at(client, visitor.response.headers["Location"])
    page = visitor.follow()
    assert is_own_title(first.recipe, options)
    assert "name" not in page.fields
    assert not any("name=" in link for link in page.links if link.startswith("/?"))
    visitor.press()
    other = found_at(client, visitor.response.headers["Location"])
    assert is_own_title(other.recipe, options)
    assert other.recipe.name != first.recipe.name


@pytest.mark.parametrize(
    ("name", "grown"),
    [
        ("rainy tuesday", "rainy tuesday, 16 bars"),
        ("n" * 51, f"{'n' * 51}, 16 bars"),
        ("a long name " * 5, "a long name a long name a long name a long name a…, 16 bars"),
    ],
)
def test_what_an_idea_grows_to_is_told_from_it_by_its_name(name: str, grown: str) -> None:
    said = grown_title(name, 16)
    assert said == grown
    assert len(said) <= MAX_TITLE


def test_what_has_grown_is_known_by_name_and_on_the_shelf_by_how_it_was_made(
    client: FlaskClient, options: Options
) -> None:
    card = cards(client.get(WALL))[3]
    kept = found_at(client, press(client, card, "open").headers["Location"])
    grown = found_at(client, press(client, card, "grow-16").headers["Location"])
    assert grown.recipe.name == grown.score.title == f"{kept.recipe.name}, 16 bars"
    assert is_own_title(grown.recipe, options)
    assert "name" not in Page(client.get(f"/melodies/{grown.id}")).fields
    assert "Grown to 16 bars" in client.get("/shelf").text


def test_ideas_like_another_have_names_of_their_own_too(client: FlaskClient) -> None:
    alike = client.get(press(client, cards(client.get(WALL))[0], "more").headers["Location"])
    titles = re.findall(r'data-title="([^"]+)"', alike.text)
    assert len(set(titles)) == len(titles) > 4
    kept = found_at(client, press(client, cards(alike)[1], "open").headers["Location"])
    assert kept.recipe.name == titles[1]


@pytest.mark.parametrize("name", ["My melody", "rainy tuesday"])
def test_a_name_that_was_typed_is_kept_everywhere(
    visitor: Visitor, client: FlaskClient, name: str
) -> None:
    visitor.press(name=name, bars="2")
    assert found_at(client, visitor.response.headers["Location"]).recipe.name == name
    assert visitor.follow().fields["name"] == name
    wall = client.get(f"{WALL}&{urlencode({'name': name})}")
    kept = press(client, cards(wall)[0], "open").headers["Location"]
    assert found_at(client, kept).recipe.name == name


def test_programs_name_their_melodies_themselves(client: FlaskClient) -> None:
    assert client.post("/api/v1/melodies", json={"bars": 1}).status_code == 422
