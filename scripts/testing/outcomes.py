"""How a part ended and on which files, so that the same need not be shown twice."""

import hashlib
import platform
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

from scripts.testing.parts import REPORTS

MARK: Final = "outcome"
"""Beside a part's reports: how it ended, and the fingerprint of the files."""

Outcome = Literal["passed", "failed", "skipped"]


def fingerprint() -> str:
    """Return what tells these files, and this Python, from all others."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        check=True,
        capture_output=True,
    )
    seen = hashlib.sha256(platform.python_version().encode())
    for name in sorted(listed.stdout.split(b"\0")):
        path = Path(name.decode())
        if path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            seen.update(f"{path} {path.stat().st_mode:o} {content}\n".encode())
    return seen.hexdigest()


def note(part: str, outcome: Outcome, files: str) -> None:
    """Write down how a part ended on ``files``."""
    (REPORTS / part / MARK).write_text(f"{outcome} {files}", encoding="utf-8")


def take_over(part: str, source: Path, files: str) -> bool:
    """Copy the reports of ``part`` from ``source`` if all of it passed on ``files``.

    Returns whether it did.
    """
    if _mark(source / part) != f"passed {files}" or _cases(source / part)["skipped"]:
        return False
    if (source / part).resolve() != (REPORTS / part).resolve():
        shutil.rmtree(REPORTS / part, ignore_errors=True)
        shutil.copytree(source / part, REPORTS / part)
    return True


def failed(source: Path, files: str) -> list[str]:
    """Return the parts whose reports in ``source`` say that they failed on ``files``."""
    reports = sorted(source.iterdir()) if source.exists() else []
    return [part.name for part in reports if _mark(part) == f"failed {files}"]


def totals(parts: Iterable[str]) -> str:
    """Return one line that machines read too; a part without test cases counts as one."""
    counted: Counter[str] = Counter()
    for part in parts:
        cases = _cases(REPORTS / part)
        outcome = _mark(REPORTS / part).partition(" ")[0] or "failed"
        if not cases or (outcome == "failed" and not cases["failed"]):
            cases[outcome] += 1
        counted += cases
    return f"{counted['passed']} passed, {counted['failed']} failed, {counted['skipped']} skipped"


def _mark(reports: Path) -> str:
    mark = reports / MARK
    return mark.read_text(encoding="utf-8") if mark.exists() else ""


def _cases(reports: Path) -> Counter[str]:
    report = reports / "junit.xml"
    if not report.exists():
        return Counter()
    cases = ET.parse(report).iter("testcase")  # noqa: S314 - pytest's own report
    kinds = {"failure": "failed", "error": "failed", "skipped": "skipped"}
    ended = ([kinds[child.tag] for child in case if child.tag in kinds] for case in cases)
    return Counter(kind[0] if kind else "passed" for kind in ended)
