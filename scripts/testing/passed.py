"""Knows on which files a part has passed, so that the same need not be shown twice."""

import hashlib
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Final

from scripts.testing.parts import REPORTS
from scripts.testing.running import Result

MARK: Final = "passed"
"""Beside a part's reports: the fingerprint of the files that it passed on."""


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


def note(result: Result, files: str) -> None:
    """Write down that a part has passed, with nothing left out, on ``files``."""
    if result.outcome == "passed" and not result.skips:
        (REPORTS / result.name / MARK).write_text(files, encoding="utf-8")


def take_over(part: str, source: Path, files: str) -> bool:
    """Take over the reports of ``part`` from the run that ``source`` is of, if it passed on these.

    Returns whether it did.
    """
    mark = source / part / MARK
    if not mark.exists() or mark.read_text(encoding="utf-8") != files:
        return False
    shutil.rmtree(REPORTS / part, ignore_errors=True)
    shutil.copytree(source / part, REPORTS / part)
    return True
