"""``scripts/test --resume`` shows nothing twice, and nothing that was not shown."""

import subprocess
from pathlib import Path

import pytest

from scripts.testing.outcomes import Outcome, failed, fingerprint, note, take_over, totals
from scripts.testing.parts import REPORTS

PASSED = '<testsuites><testsuite><testcase name="one"/></testsuite></testsuites>'
SKIPPED = PASSED.replace("/></testsuite>", "><skipped/></testcase></testsuite>")
FAILED = SKIPPED.replace("skipped", "failure")


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


def report(part: str, outcome: Outcome, cases: str | None = PASSED) -> None:
    """Leave reports of a part as a run in the working directory would."""
    (REPORTS / part).mkdir(parents=True)
    if cases is not None:
        (REPORTS / part / "junit.xml").write_text(cases, encoding="utf-8")
    note(part, outcome, fingerprint())


def an_earlier_run(folder: Path, outcome: Outcome, cases: str = PASSED) -> Path:
    report("notes", outcome, cases)
    return REPORTS.rename(folder / "earlier")


def test_what_passed_on_the_same_files_is_taken_over(checkout: Path, tmp_path: Path) -> None:
    earlier = an_earlier_run(tmp_path, "passed")
    assert take_over("notes", earlier, fingerprint())
    assert (checkout / REPORTS / "notes" / "junit.xml").exists()


@pytest.mark.usefixtures("checkout")
def test_what_passed_in_this_checkout_is_kept() -> None:
    report("notes", "passed")
    assert take_over("notes", REPORTS, fingerprint())
    assert (REPORTS / "notes" / "junit.xml").exists()


@pytest.mark.parametrize("name", ["song.txt", "another.txt"])
def test_a_changed_or_new_file_is_tested_again(checkout: Path, tmp_path: Path, name: str) -> None:
    earlier = an_earlier_run(tmp_path, "passed")
    (checkout / name).write_text("lu", encoding="utf-8")
    assert not take_over("notes", earlier, fingerprint())


@pytest.mark.parametrize(
    ("outcome", "cases"), [("failed", FAILED), ("skipped", PASSED), ("passed", SKIPPED)]
)
@pytest.mark.usefixtures("checkout")
def test_what_failed_or_left_something_out_is_tested_again(
    outcome: Outcome, cases: str, tmp_path: Path
) -> None:
    earlier = an_earlier_run(tmp_path, outcome, cases)
    assert not take_over("notes", earlier, fingerprint())


@pytest.mark.usefixtures("checkout")
def test_another_part_is_not_taken_for_this_one(tmp_path: Path) -> None:
    earlier = an_earlier_run(tmp_path, "passed")
    assert not take_over("rhythm", earlier, fingerprint())


@pytest.mark.parametrize(
    ("outcome", "cases", "total"),
    [
        ("passed", PASSED, "1 passed, 0 failed, 0 skipped"),
        ("passed", SKIPPED, "0 passed, 0 failed, 1 skipped"),
        ("failed", FAILED, "0 passed, 1 failed, 0 skipped"),
        ("failed", PASSED, "1 passed, 1 failed, 0 skipped"),
        ("passed", None, "1 passed, 0 failed, 0 skipped"),
        ("failed", None, "0 passed, 1 failed, 0 skipped"),
        ("skipped", None, "0 passed, 0 failed, 1 skipped"),
    ],
)
@pytest.mark.usefixtures("checkout")
def test_the_closing_line_counts_tests_and_parts_without_any(
    outcome: Outcome, cases: str | None, total: str
) -> None:
    report("notes", outcome, cases)
    assert totals(["notes"]) == total


@pytest.mark.usefixtures("checkout")
def test_a_part_that_left_no_report_has_failed() -> None:
    assert totals(["notes"]) == "0 passed, 1 failed, 0 skipped"


def test_what_failed_on_these_files_is_told(checkout: Path) -> None:
    assert failed(REPORTS, fingerprint()) == []
    report("notes", "failed")
    report("rhythm", "passed")
    assert failed(REPORTS, fingerprint()) == ["notes"]
    (checkout / "song.txt").write_text("lu", encoding="utf-8")
    assert failed(REPORTS, fingerprint()) == []
