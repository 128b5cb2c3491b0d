"""What a worker keeps from score to score, and that no score can tell."""

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import lilypond
import pypdf
import pytest

from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.startup import SOURCE
from service4_lilypond.engraving.worker import Output, Worker
from service4_lilypond.lilypond.warming import warm_up_text
from service4_lilypond.tests.conftest import LIMITS

GOOD = warm_up_text()
STAFF_SIZE = "#(set-global-staff-size 20)"


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    home = tmp_path / "home"
    home.mkdir()
    made = Worker(home, GOOD)
    yield made
    made.stop()


def cold(folder: Path, text: str) -> bytes:
    """Engrave ``text`` with a LilyPond of its own, as anybody would."""
    (folder / SOURCE).write_text(text)
    options = ["--loglevel=ERROR", "-dbackend=cairo", "-fpdf", "-dno-point-and-click"]
    subprocess.run([lilypond.executable(), *options, SOURCE], cwd=folder, check=True)  # noqa: S603 -- fixed
    return (folder / Output.PDF.value).read_bytes()


def ink(pdf: bytes) -> list[bytes]:
    """What is drawn on each page; a PDF also says when it was made."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [contents.get_data() for page in pages if (contents := page.get_contents())]


@pytest.mark.parametrize("size", [20, 14, 26])
def test_fonts_that_are_kept_draw_what_a_fresh_lilypond_draws(
    engraver: Engraver, tmp_path: Path, size: int
) -> None:
    assert STAFF_SIZE in GOOD
    text = GOOD.replace(STAFF_SIZE, STAFF_SIZE.replace("20", str(size)))
    expected = ink(cold(tmp_path, text))
    for _ in range(2):
        assert ink(engraver.engrave(text, [Output.PDF])[Output.PDF]) == expected


def test_a_staff_size_that_a_score_sets_is_gone_with_it(engraver: Engraver) -> None:
    before = ink(engraver.engrave(GOOD, [Output.PDF])[Output.PDF])
    engraver.engrave(GOOD.replace(STAFF_SIZE, STAFF_SIZE.replace("20", "14")), [Output.PDF])
    assert ink(engraver.engrave(GOOD, [Output.PDF])[Output.PDF]) == before


@pytest.mark.parametrize("title", ["春の海", "봄 바다", "שלום", "مرحبا", "Ωδή", "😀"])
def test_letters_that_no_score_has_had_yet_are_found_after_a_fork(
    worker: Worker, tmp_path: Path, title: str
) -> None:
    (tmp_path / SOURCE).write_text(GOOD.replace("Warming up", title), encoding="utf-8")
    assert worker.engrave(tmp_path, [Output.PDF], LIMITS).files[Output.PDF]


def test_a_worker_forks_with_a_single_thread(worker: Worker, tmp_path: Path) -> None:
    threads = Path(f"/proc/{worker.pid}/task")
    (tmp_path / SOURCE).write_text(GOOD, encoding="utf-8")
    for _ in range(2):
        assert [thread.name for thread in threads.iterdir()] == [str(worker.pid)]
        assert worker.engrave(tmp_path, [Output.PDF], LIMITS).files[Output.PDF]


def test_a_worker_knows_nothing_of_the_services_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MELODIE_SECRET", "do not tell")
    worker = Worker(tmp_path, GOOD)
    words = Path(f"/proc/{worker.pid}/environ").read_text().split("\0")
    worker.stop()
    known = {"GUILE_AUTO_COMPILE", "HOME", "LANG", "XDG_CACHE_HOME"}
    assert {word.partition("=")[0] for word in words if word} == known
