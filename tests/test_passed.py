"""``scripts/test --resume`` shows nothing twice, and nothing that was not shown."""

import subprocess
from pathlib import Path

import pytest

from scripts.testing import passed
from scripts.testing.parts import REPORTS
from scripts.testing.running import Result


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one file, as the working directory."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", folder], check=True)  # noqa: S603, S607
    (folder / "song.txt").write_text("la", encoding="utf-8")
    (folder / ".gitignore").write_text("reports/\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def an_earlier_run(folder: Path, result: Result) -> Path:
    """Leave reports of a part in ``folder``, as a run in the working directory would."""
    (REPORTS / result.name).mkdir(parents=True)
    (REPORTS / result.name / "junit.xml").write_text("<testsuites/>", encoding="utf-8")
    passed.note(result, passed.fingerprint())
    return REPORTS.rename(folder / "earlier")


def test_what_passed_on_the_same_files_is_taken_over(checkout: Path, tmp_path: Path) -> None:
    earlier = an_earlier_run(tmp_path, Result("notes", "passed"))
    assert passed.take_over("notes", earlier, passed.fingerprint())
    assert (checkout / REPORTS / "notes" / "junit.xml").exists()


@pytest.mark.parametrize("name", ["song.txt", "another.txt"])
def test_a_changed_or_new_file_is_tested_again(checkout: Path, tmp_path: Path, name: str) -> None:
    earlier = an_earlier_run(tmp_path, Result("notes", "passed"))
    (checkout / name).write_text("lu", encoding="utf-8")
    assert not passed.take_over("notes", earlier, passed.fingerprint())


@pytest.mark.parametrize(
    "result", [Result("notes", "failed"), Result("notes", "passed", skips=("one: no engine",))]
)
@pytest.mark.usefixtures("checkout")
def test_what_failed_or_left_something_out_is_tested_again(result: Result, tmp_path: Path) -> None:
    earlier = an_earlier_run(tmp_path, result)
    assert not passed.take_over("notes", earlier, passed.fingerprint())


@pytest.mark.usefixtures("checkout")
def test_another_part_is_not_taken_for_this_one(tmp_path: Path) -> None:
    earlier = an_earlier_run(tmp_path, Result("notes", "passed"))
    assert not passed.take_over("rhythm", earlier, passed.fingerprint())
