"""A file is asked about, or asked for in part, without being made or sent whole."""

from collections import Counter
from typing import Any

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from melodie.formats import BY_EXTENSION
from service1_frontend.library import melody
from service1_frontend.services import Services
from service1_frontend.tests.conftest import MakeApp
from service1_frontend.tests.examples import few
from service1_frontend.tests.makers import with_engraver
from tests.siblings import lilypond_app


@pytest.fixture
def asked() -> Counter[str]:
    """How often the LilyPond service was asked for each kind of file."""
    return Counter()


@pytest.fixture
def client(make_app: MakeApp, services: Services, asked: Counter[str]) -> FlaskClient:
    engraver = lilypond_app()
    counting = Flask("counting")

    @counting.route("/<path:path>", methods=["GET", "POST"])
    def passed_on(path: str) -> Response:
        if request.method == "POST":
            asked[request.headers["Accept"]] += 1
        answer = engraver.test_client().open(
            f"/{path}", method=request.method, data=request.data, headers=dict(request.headers)
        )
        return Response(answer.data, answer.status_code, answer.headers)

    return make_app(with_engraver(services, counting)).test_client()


def make(client: FlaskClient) -> str:
    """Return the path of a new melody's page."""
    answer = client.post("/api/v1/melodies", json={"name": "x", "bars": 1, "seed": 7})
    return f"/melodies/{answer.json['id']}"  # type: ignore[index]  # it is an object


@pytest.mark.parametrize("kind", sorted(set(BY_EXTENSION) - {"pdf"}))
def test_to_be_asked_about_a_file_makes_nothing(
    client: FlaskClient, asked: Counter[str], kind: str
) -> None:
    path = f"{make(client)}/x.{kind}"

    before = client.head(path)
    assert asked[BY_EXTENSION[kind].media_type] == 0
    whole = client.get(path)
    after = client.head(path)

    assert (before.status_code, before.data) == (200, b"")
    assert before.headers["ETag"] == whole.headers["ETag"] == after.headers["ETag"]
    assert "Content-Length" not in before.headers
    assert after.headers["Content-Length"] == whole.headers["Content-Length"]
    assert int(after.headers["Content-Length"]) == len(whole.data)
    assert before.headers["Accept-Ranges"] == "bytes"
    assert before.headers["Content-Disposition"] == whole.headers["Content-Disposition"]


@pytest.mark.parametrize("kind", sorted(set(BY_EXTENSION) - {"pdf"}))
def test_who_has_a_file_is_not_sent_it_and_it_is_not_made(
    client: FlaskClient, asked: Counter[str], kind: str
) -> None:
    path = f"{make(client)}/x.{kind}"
    etag = client.head(path).headers["ETag"]

    for sent in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        response = client.get(path, headers={"If-None-Match": sent})
        assert (response.status_code, response.data) == (304, b"")
        assert response.headers["ETag"] == etag
    refused = client.get(path, headers={"If-Match": '"other"'})

    assert refused.status_code == 412
    assert asked[BY_EXTENSION[kind].media_type] == 0


def test_who_has_another_file_is_sent_this_one(client: FlaskClient) -> None:
    path = f"{make(client)}/x.wav"

    response = client.get(path, headers={"If-None-Match": '"other"'})

    assert response.status_code == 200
    assert response.data.startswith(b"RIFF")


@pytest.mark.parametrize("kind", ["mid", "wav", "zip"])
def test_any_part_equals_the_slice(client: FlaskClient, kind: str, asked: Counter[str]) -> None:
    path = f"{make(client)}/x.{kind}"
    whole = client.get(path).data
    size = len(whole)

    @given(first=st.integers(0, size - 1), length=st.integers(1, 2 * size))
    @few
    def check(first: int, length: int) -> None:
        asked_for = {
            f"bytes={first}-{first + length - 1}": whole[first : first + length],
            f"bytes={first}-": whole[first:],
            f"bytes=-{length}": whole[-length:],
        }
        for header, expected in asked_for.items():
            part = client.get(path, headers={"Range": header})
            begin = size - len(expected) if header.startswith("bytes=-") else first
            end = begin + len(expected) - 1
            assert part.status_code == 206
            assert part.data == expected
            assert part.headers["Content-Range"] == f"bytes {begin}-{end}/{size}"
            assert int(part.headers["Content-Length"]) == len(expected)

    check()
    assert asked[BY_EXTENSION[kind].media_type] == 1


@pytest.mark.parametrize("header", ["bytes=0-1,3-4", "bytes=2-1", "pages=1-2", "bytes=x", "x"])
def test_what_cannot_be_cut_out_is_sent_whole(client: FlaskClient, header: str) -> None:
    path = f"{make(client)}/x.mid"
    whole = client.get(path)

    response = client.get(path, headers={"Range": header})

    assert (response.status_code, response.data) == (200, whole.data)


@pytest.mark.parametrize("header", ["bytes=99999999-", "bytes=-0", f"bytes={'9' * 500}-"])
def test_a_part_beyond_the_end_is_refused_and_the_size_told(
    client: FlaskClient, header: str
) -> None:
    path = f"{make(client)}/x.mid"
    size = len(client.get(path).data)

    response = client.get(path, headers={"Range": header})

    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{size}"
    assert "max-age" not in response.headers["Cache-Control"]


def part(client: FlaskClient, path: str, if_range: str) -> TestResponse:
    return client.get(path, headers={"Range": "bytes=1-2", "If-Range": if_range})


def test_a_download_goes_on_where_it_broke_off_if_it_is_the_same_file(client: FlaskClient) -> None:
    path = f"{make(client)}/x.zip"
    whole = client.get(path)
    etag = whole.headers["ETag"]

    assert part(client, path, etag).data == whole.data[1:3]
    for other in ('"other"', f"W/{etag}", "Sat, 28 Nov 2026 00:00:00 GMT", ""):
        assert part(client, path, other).data == whole.data


def test_a_part_of_what_somebody_asks_about_is_not_sent(client: FlaskClient) -> None:
    path = f"{make(client)}/x.mid"
    whole = client.get(path)

    response = client.head(path, headers={"Range": "bytes=1-2"})

    assert response.status_code == 200
    assert response.headers["Content-Length"] == whole.headers["Content-Length"]


def test_a_score_is_read_once_for_a_page_and_all_that_is_on_it(
    make_app: MakeApp, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(client)
    read: list[str] = []

    class Counting:
        def validate_json(self, text: str, **how: Any) -> Any:
            read.append(text)
            return real.validate_json(text, **how)

    real = melody._SCORE
    monkeypatch.setattr(melody, "_SCORE", Counting())

    client.get(path)
    assert not read  # the process that made it knows it

    elsewhere = make_app().test_client()
    for shown in (path, f"{path}/x.svg", f"{path}/x.mid", f"/api/v1{path}"):
        assert elsewhere.get(shown).status_code == 200
    assert len(read) == 1
