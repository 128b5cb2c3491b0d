"""The edition moves with what decides a file's bytes, and a file's bytes with nothing else."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from melodie.contract import EDITION_HEADER, Edition, ScoreRequest
from melodie.formats import FORMATS, Format
from service4_lilypond import edition as editions
from service4_lilypond.edition import edition
from tests.builders import a_score
from tests.siblings import lilypond_app


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Our sources, to be changed."""
    for folder in (tmp_path / "service", tmp_path / "melodie"):
        (folder / "sound").mkdir(parents=True)
        (folder / "midi.py").write_text("1", encoding="utf-8")
    monkeypatch.setattr(editions, "OURS", tmp_path / "service")
    monkeypatch.setattr(editions, "SHARED", tmp_path / "melodie")
    return tmp_path


def test_it_is_short_and_stays() -> None:
    assert edition() == edition()
    assert len(edition()) == 12


@pytest.mark.parametrize(
    "name", ["service/midi.py", "service/sound/midi.py", "melodie/midi.py", "melodie/new.py"]
)
def test_it_moves_with_our_code(copied: Path, name: str) -> None:
    before = edition()
    (copied / name).write_text("2", encoding="utf-8")
    assert edition() != before


def test_it_moves_with_what_draws_and_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    before = edition()
    monkeypatch.setattr(editions, "version", lambda tool: f"{tool} 99")
    assert edition() != before


def test_a_package_that_is_not_installed_is_no_hindrance(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(tool: str) -> str:
        raise PackageNotFoundError(tool)

    monkeypatch.setattr(editions, "version", missing)
    assert len(edition()) == 12


@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.extension)
def test_a_score_gives_the_same_bytes_each_time_and_they_bear_the_edition(made: Format) -> None:
    client = lilypond_app().test_client()
    request = ScoreRequest(score=a_score(), footline="seed 7").model_dump_json()
    headers = {"Accept": made.media_type, "Content-Type": "application/json"}

    one, other = (client.post("/v1/scores", data=request, headers=headers) for _ in range(2))

    assert one.data == other.data != b""
    reported = Edition.model_validate_json(client.get("/v1/edition").data).edition
    assert one.headers[EDITION_HEADER] == reported == edition()
