import io
import re
import zipfile
from html import unescape
from typing import Any, Final
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient

from melodie.formats import BY_EXTENSION, FORMATS
from service1_frontend.tests.examples import NAMES


def make(client: FlaskClient, name: str = "rainy tuesday") -> str:
    """Return the path of a new melody's page."""
    answer = client.post("/api/v1/melodies", json={"name": name, "bars": 1, "seed": 7})
    assert answer.status_code == 201
    return f"/melodies/{answer.json['id']}"  # type: ignore[index]  # it is an object


@pytest.mark.parametrize("kind", BY_EXTENSION)
def test_a_file_says_what_it_is_and_may_be_kept_for_ever(client: FlaskClient, kind: str) -> None:
    response = client.get(f"{make(client)}/rainy tuesday-melodie.{kind}")

    assert response.status_code == 200
    assert response.mimetype == BY_EXTENSION[kind].media_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    cache = response.cache_control
    assert cache.max_age == 31_536_000
    assert cache.immutable
    assert cache.public
    assert response.get_etag()[0]
    assert not response.get_etag()[1]


def test_a_narrow_screen_has_a_picture_of_its_own(client: FlaskClient) -> None:
    path = make(client)
    wide, narrow = (client.get(f"{path}/x.svg{query}") for query in ("", "?screen=narrow"))

    assert wide.data != narrow.data
    assert narrow.mimetype == "image/svg+xml"
    assert narrow.cache_control.immutable


@pytest.mark.parametrize("kind", ["wav", "mp3"])
def test_sound_is_taken_away_with_as_much_expression_as_is_asked_for(
    client: FlaskClient, kind: str
) -> None:
    path = f"{make(client)}/x.{kind}"
    usual, straight, most = (client.get(f"{path}?expression={n}") for n in (60, 0, 100))

    assert len({usual.data, straight.data, most.data}) == 3
    assert len({answer.headers["ETag"] for answer in (usual, straight, most)}) == 3
    for answer in (usual, client.get(f"{path}?expression=60"), client.get(path)):
        assert (answer.data, answer.headers["ETag"]) == (usual.data, usual.headers["ETag"])
    assert client.get(f"{path}?expression=0").data == straight.data
    assert client.head(f"{path}?expression=0").headers["ETag"] == straight.headers["ETag"]


@pytest.mark.parametrize("text", ["101", "-1", "some", ""])
def test_an_expression_that_there_is_not_is_named(client: FlaskClient, text: str) -> None:
    answer = client.get(
        f"{make(client)}/x.mp3?expression={text}", headers={"Accept": "application/json"}
    )

    assert answer.status_code == 422
    assert "expression" in answer.get_data(as_text=True)


def test_paper_has_no_expression(client: FlaskClient) -> None:
    path = f"{make(client)}/x.svg"

    silent, plain = client.get(f"{path}?expression=0"), client.get(path)
    assert silent.data == plain.data
    assert silent.headers["ETag"] == plain.headers["ETag"]


ASIDE: Final = {"twists?twist=retrograde": "twisted-", "compare?other=": "a", "": ""}
"""The pages that show pictures of a melody, and what the ids in them begin with."""


def shown(client: FlaskClient) -> list[tuple[str, str]]:
    """Return the paths of the pages that show a melody, and what ids of its pictures begin with."""
    path = make(client)
    other = path.rsplit("/", 1)[-1]
    ends = {end + (other if end.endswith("=") else ""): first for end, first in ASIDE.items()}
    return [(f"{path}/{end}".rstrip("/"), first) for end, first in ends.items()]


@pytest.mark.parametrize(
    "phone",
    [
        {"headers": {"Sec-CH-UA-Mobile": "?1"}},
        {"headers": {"User-Agent": "Mozilla/5.0 (iPhone) Mobile/15E148 Safari/604.1"}},
        {"headers": {"User-Agent": "Mozilla/5.0 (X11) Firefox/150.0"}, "asked": "screen=narrow"},
    ],
)
def test_a_phone_has_both_pictures_in_its_page(client: FlaskClient, phone: dict[str, Any]) -> None:
    for path, first in shown(client):
        asked = f"{path}{'&' if '?' in path else '?'}{phone.get('asked', '')}"
        page = client.get(asked, headers=phone["headers"]).text

        assert f'id="{first}wide-n1"' in page
        assert f'id="{first}narrow-n1"' in page
        assert "data-later" not in page


def test_another_screen_has_the_wide_one_and_is_told_where_the_narrow_one_is(
    client: FlaskClient,
) -> None:
    for path, first in shown(client):
        page = client.get(path, headers={"User-Agent": "Mozilla/5.0 (X11) Firefox/150.0"}).text

        assert f'id="{first}wide-n1"' in page
        assert f'id="{first}narrow-n1"' not in page
        [later, *_] = re.findall(r'data-later="([^"]+)"', page)
        assert f'id="{first}narrow-n1"' in client.get(unescape(later)).text
        [file, *_] = re.findall(r'<img src="([^"]+)"', page)
        sent = client.get(unescape(file))
        assert sent.mimetype == "image/svg+xml"
        assert sent.data != client.get(unescape(file).replace("screen=narrow", "")).data


@pytest.mark.parametrize("name", NAMES)
def test_a_download_is_called_by_its_name_in_any_script(client: FlaskClient, name: str) -> None:
    response = client.get(f"{make(client, name)}/x.mid?download=1")

    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    called = unquote(disposition.partition("filename*=UTF-8''")[2]) or disposition
    assert "-melodie.mid" in called
    assert not set('/\\<>"|?*') & set(called.removeprefix("attachment; filename=").strip('"'))
    assert disposition.isascii()


def test_without_being_asked_to_download_a_browser_shows_the_file(client: FlaskClient) -> None:
    disposition = client.get(f"{make(client)}/x.mid").headers["Content-Disposition"]

    assert disposition == 'inline; filename="rainy tuesday-melodie.mid"'


def test_a_picture_opened_by_itself_can_do_nothing(client: FlaskClient) -> None:
    policy = client.get(f"{make(client)}/x.svg").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "sandbox" in policy


def test_the_archive_holds_every_other_file(client: FlaskClient) -> None:
    packed = client.get(f"{make(client, 'ночь')}/x.zip").data

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == sorted(
            f"ночь-melodie.{kind.extension}" for kind in FORMATS if kind.extension != "zip"
        )


@pytest.mark.parametrize("kind", ["docx", "PDFF", "exe", "p" * 300, quote("ü"), "pdf.bak"])
def test_a_kind_that_is_not_made_is_named(client: FlaskClient, kind: str) -> None:
    response = client.get(f"{make(client)}/x.{kind}")

    assert response.status_code == 404
    assert f".{unquote(kind).rpartition('.')[2].lower()[:20]} files" in response.text
    assert "musicxml" in response.text


def test_a_name_without_a_kind_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"{make(client)}/x").status_code == 404


ENDLESS = {"name": "endless", "bars": 64, "tempo": 20, "time_signature": "4/4", "seed": 7}


def test_a_melody_too_long_to_be_played_says_so_and_has_every_other_file(
    client: FlaskClient,
) -> None:
    made = client.post("/api/v1/melodies", json=ENDLESS).get_json()
    path = f"/melodies/{made['id']}"

    page = client.get(path)
    refused = client.get(f"{path}/x.wav")

    assert set(made["files"]) == set(BY_EXTENSION) - {"mp3", "wav"}
    assert "<audio" not in page.text
    assert "too long to be played" in page.text
    assert ".wav" not in page.text
    assert refused.status_code == 404
    assert "at most 10 minutes" in refused.text
    assert "takes 13" in refused.text
    with zipfile.ZipFile(io.BytesIO(client.get(f"{path}/x.zip").data)) as archive:
        assert {name.rpartition(".")[2] for name in archive.namelist()} == {
            *(set(BY_EXTENSION) - {"mp3", "wav", "zip"})
        }
