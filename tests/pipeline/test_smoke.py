import json
from collections.abc import Iterator

import pytest

from scripts.smoke import Smoke, try_out
from tests.door import Door, opened

MADE = {
    "url": "/melodies/1",
    "files": {kind: f"/melodies/1.{kind}" for kind in ("pdf", "mid", "musicxml")},
}
WELL = {
    "/readyz": b"{}",
    "/api/v1/melodies": json.dumps(MADE).encode(),
    "/melodies/1.pdf": b"%PDF-1.7",
    "/melodies/1.mid": b"MThd",
    "/melodies/1.musicxml": b"<?xml",
    "/melodies/1": b"<h1>smoke test</h1>",
}


@pytest.fixture
def door() -> Iterator[Door]:
    with opened(WELL) as door:
        yield door


def test_what_serves_is_told_by_its_page(door: Door) -> None:
    assert try_out(door.url, door.url) == f"{door.url}/melodies/1"


@pytest.mark.parametrize("lacking", WELL)
def test_what_does_not_serve_is_named_with_what_it_says(door: Door, lacking: str) -> None:
    del door.has[lacking]
    with pytest.raises(Smoke, match=f"{lacking} answers 503: The database does not answer."):
        try_out(door.url, patience=0)


@pytest.mark.parametrize("lacking", sorted(set(WELL) - {"/readyz", "/api/v1/melodies"}))
def test_what_is_not_what_it_should_be_is_named(door: Door, lacking: str) -> None:
    door.has[lacking] = b"Not Found"
    with pytest.raises(Smoke, match=f"{lacking} is no "):
        try_out(door.url)


def test_a_door_that_is_closed_is_named(door: Door) -> None:
    with pytest.raises(Smoke, match=r"http://127\.0\.0\.1:1/readyz does not answer: .*refused"):
        try_out(door.url, "http://127.0.0.1:1", patience=0)
