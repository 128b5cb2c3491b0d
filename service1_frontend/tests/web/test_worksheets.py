import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from melodie import ENGINE_VERSION
from service1_frontend.services import Services
from service1_frontend.tests.apps import AWAY, answering
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.visitor import Page
from service1_frontend.web.app_state import MAKER
from tests.siblings import lilypond_app, real_services

RECIPE = "name=Dictation&key=D&scale=dorian&time_signature=6/8&bars=2&seed=41"


@pytest.fixture
def app(make_app: MakeApp, services: Services) -> Flask:
    return make_app(services)


def words(client: FlaskClient, path: str) -> str:
    with client.get(path) as answer:
        assert answer.mimetype == "application/pdf"
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)


def links(client: FlaskClient, query: str) -> list[str]:
    """Return the addresses of both sheets, once the first is printed."""
    found = Page(client.get(f"/worksheet?{query}")).links
    printing = next(link for link in found if "/worksheet/printing" in link)
    return [saved(client, printing), next(link for link in found if ".pdf" in link)]


def saved(client: FlaskClient, printing: str) -> str:
    """Return the address of a sheet once it is printed; every answer tells how far it is."""
    while 'data-progress="on"' in (answer := client.get(printing)).text:
        assert re.search(r'<progress [^>]*max="\d+" value="\d+"', answer.text)
    return next(link for link in Page(answer).links if ".pdf" in link)


def test_a_worksheet_is_printed_while_one_is_away(app: Flask, client: FlaskClient) -> None:
    page = Page(client.get(f"/worksheet?{RECIPE}&melodies=2"))
    printing = next(link for link in page.links if "/worksheet/printing" in link)
    client.get(printing)
    saved(client, printing)
    assert "It is ready." in app.test_client().get(printing).text


def test_what_cannot_be_printed_is_told_to_who_saves_it(make_app: MakeApp) -> None:
    away = answering(lilypond_app(), {"/v1/worksheets": AWAY})
    client = make_app(real_services(lilypond=away)).test_client()
    page = Page(client.get(f"/worksheet?{RECIPE}&melodies=2"))
    printing = next(link for link in page.links if "/worksheet/printing" in link)
    assert client.get(saved(client, printing)).status_code == 503


def test_a_worksheet_numbers_the_melodies_and_the_answers_name_them(
    app: Flask, client: FlaskClient
) -> None:
    sheet, answers = links(client, f"{RECIPE}&melodies=3")

    printed, told = words(client, sheet), words(client, answers)

    assert [line for line in printed.split() if line in {"1", "2", "3", "4"}][:3] == ["1", "2", "3"]
    assert "Dictation" in printed
    for number in (1, 2, 3):
        assert re.search(rf"{number}\. Dictation: D dorian, 6/8.*seed {40 + number}", told)
    assert app.extensions[MAKER].library.count() == 0


def test_the_same_address_gives_the_same_worksheet(client: FlaskClient) -> None:
    sheet, _ = links(client, f"{RECIPE}&melodies=2")

    assert client.get(sheet).data == client.get(sheet).data


def test_a_seed_that_is_not_given_is_drawn_once_for_both_sheets(client: FlaskClient) -> None:
    sheet, answers = links(client, "name=x&bars=1")

    seed = re.search(r"seed=\d+", sheet)
    assert seed
    assert seed[0] in answers
    assert f"engine={ENGINE_VERSION}" in sheet


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("melodies=1", "2 to 20 melodies"),
        ("melodies=21", "2 to 20 melodies"),
        ("bars=64&melodies=6", "at most 320 bars"),
        ("key=H", "choose one of"),
        ("engine=1", "Another engine"),
    ],
)
def test_what_makes_no_worksheet_is_told(client: FlaskClient, query: str, said: str) -> None:
    for path in ("", "/printing", "/sheet.pdf", "/answers.pdf"):
        answer = client.get(f"/worksheet{path}?name=x&{query}")
        assert answer.status_code == 422
        assert said in answer.text


def test_a_melodys_page_leads_to_a_worksheet_of_its_recipe(client: FlaskClient) -> None:
    recipe = {"name": "leads", "bars": 1, "seed": 7}
    made = client.post("/api/v1/melodies", json=recipe).get_json()
    page = Page(client.get(f"/melodies/{made['id']}"))

    path = next(link for link in page.links if link.startswith("/worksheet"))
    assert "8. leads: C major, 4/4" in Page(client.get(path)).words
