"""Lists, worksheets, and the QR code at the foot, on paper."""

import re
import subprocess
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader

from melodie.contract import ListLine, ListRequest, ScoreRequest, WorksheetRequest
from melodie.contract.message import Message
from service4_lilypond.lilypond.page import footer
from service4_lilypond.tests.printed import bar_numbers
from tests.builders import a_score

ADDRESS = "https://melodie.example.org/music/melodies/abcdEFGH1234"
HOSTILE = ('"', "\\", '#(system "id")', "\\include x", "}", "%", "雨" * 20, "☔ регтайм", "W" * 200)


def printed(client: FlaskClient, path: str, request: Message) -> bytes:
    answer = client.post(
        path,
        data=request.model_dump_json(),
        headers={"Content-Type": "application/json", "Accept": "application/pdf"},
    )
    assert answer.status_code == 200, answer.text
    return bytes(answer.data)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def read_code(pdf: bytes, folder: Path, dots: int = 200) -> str:
    """What a phone would read on the first page, printed with so many dots an inch."""
    (folder / "page.pdf").write_bytes(pdf)
    draw = ["pdftoppm", "-singlefile", "-gray", "-r", str(dots), "page.pdf", "page"]
    subprocess.run(draw, cwd=folder, check=True)  # noqa: S603 - our own arguments
    read = ["zbarimg", "--quiet", "--raw", "--nodbus", "page.pgm"]
    done = subprocess.run(read, cwd=folder, check=False, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip()


@pytest.mark.parametrize("dots", [200, 300])
@pytest.mark.parametrize("address", [ADDRESS, "http://x.example/" + "m" * 170])
def test_the_code_at_the_foot_reads_as_the_address(
    client: FlaskClient, tmp_path: Path, address: str, dots: int
) -> None:
    request = ScoreRequest(score=a_score(), footline=f"{address} · seed 7")

    pdf = printed(client, "/v1/scores", request)

    assert read_code(pdf, tmp_path, dots) == address
    assert "seed 7" in pages(pdf)[0]


def test_a_foot_without_an_address_has_no_code(client: FlaskClient, tmp_path: Path) -> None:
    pdf = printed(client, "/v1/scores", ScoreRequest(score=a_score(), footline="seed 7"))

    assert read_code(pdf, tmp_path) == ""
    assert "path" not in footer("seed 7")


def test_a_list_says_what_belongs_to_each_line(client: FlaskClient) -> None:
    lines = tuple(ListLine(text=f"Tune {n}", end=str(n + 900)) for n in range(1, 101))

    found = pages(printed(client, "/v1/lists", ListRequest(title="My shelf", lines=lines)))

    assert len(found) == 3
    assert all("My shelf" in page for page in found)
    words = " ".join(found).replace(" ", "")
    assert all(f"Tune{n}" in words and f".{n + 900}" in words for n in range(1, 101))


def test_a_list_prints_whatever_text_it_is_given_as_text(client: FlaskClient) -> None:
    lines = tuple(ListLine(text=text, end=text[:60]) for text in HOSTILE)

    found = pages(printed(client, "/v1/lists", ListRequest(title=HOSTILE[2], lines=lines)))

    assert len(found) == 1
    assert found[0].count('#(system "id")') == 3


def test_a_worksheet_has_the_scores_under_their_numbers(client: FlaskClient) -> None:
    scores = tuple(a_score(title=f"Secret {n}") for n in range(1, 13))
    request = WorksheetRequest(title="Dictation", scores=scores, footline="sheet 5")

    found = pages(printed(client, "/v1/worksheets", request))

    lines = [line.strip() for page in found for line in page.splitlines()]
    assert [str(n) for n in range(1, 13)] == [line for line in lines if line.isdecimal()][:12]
    assert "Dictation" in found[0]
    assert "sheet 5" in found[-1]
    assert "Secret" not in "".join(found)


def test_a_short_score_of_a_worksheet_is_not_divided_between_two_pages(
    client: FlaskClient,
) -> None:
    scores = (a_score(bars=a_score().bars * 16),) * 5
    request = WorksheetRequest(title="x", scores=scores)

    found = bar_numbers(printed(client, "/v1/worksheets", request))

    whole = [[number, 5, 9, 13] for number in range(1, 6)]
    assert list(chain(*found)) == list(chain(*whole))
    assert len(found) > 1
    assert all(page[-1] == 13 for page in found)


@pytest.mark.parametrize("path", ["/v1/lists", "/v1/worksheets"])
@pytest.mark.parametrize("body", [{}, {"title": "x"}, {"title": "x", "lines": [], "scores": []}])
def test_nothing_to_print_is_refused(client: FlaskClient, path: str, body: Any) -> None:
    assert client.post(path, json=body).status_code == 422


@pytest.mark.parametrize("title", ["Blue", *HOSTILE[:6], "W" * 60])
@pytest.mark.parametrize("bars", [1, 64])
def test_a_card_is_1200_by_630_pixels_with_music_between_title_and_foot(
    client: FlaskClient, title: str, bars: int
) -> None:
    score = a_score(title=title, bars=a_score().bars * bars)
    answer = client.post(
        "/v1/cards",
        data=ScoreRequest(score=score).model_dump_json(),
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code == 200, answer.text
    picture = Image.open(BytesIO(answer.data)).convert("L")
    assert picture.size == (1200, 630)
    long_rows = [dark_run(picture, row) > 200 for row in range(picture.height)]
    lines = sum(now and not before for before, now in pairwise(long_rows))
    assert lines == (5 if bars == 1 else 15)


def dark_run(picture: Image.Image, row: int) -> int:
    """Pixels of the longest line in a row."""
    pixels = picture.crop((0, row, picture.width, row + 1)).tobytes()
    return max(map(len, re.findall(rb"[\x00-\x80]+", pixels)), default=0)
