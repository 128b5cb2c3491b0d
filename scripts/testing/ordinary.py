"""Runs pytest as an ordinary user, also where root runs the tests, as in CI.

``python -m scripts.testing.ordinary REPORTS ARGUMENT…``: pytest's arguments;
the folder REPORTS is brought back. Root gets a copy of the checkout that
belongs to the user nobody; the Python and the packages of this process are
used as they are, or as a copy where that user could not read them.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

USER: Final = "nobody"
ROOT: Final = Path(__file__).resolve().parents[2]
LEFT_OUT: Final = shutil.ignore_patterns(".git", ".venv", "__pycache__", "reports", "var")


def main(arguments: Sequence[str]) -> int:
    """Run pytest; return its exit code."""
    reports, *asked = arguments
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the copy is removed
    if os.geteuid() != 0:
        return _run(Path(sys.executable), asked, ROOT, dict(os.environ))
    with tempfile.TemporaryDirectory(prefix="melodie-ordinary-") as name:
        top = Path(name)
        top.chmod(0o755)
        python, environ = _python(top)
        checkout = _checkout(top)
        try:
            return _run(python, asked, checkout, environ, user=USER)
        finally:
            if (checkout / reports).exists():
                shutil.copytree(checkout / reports, reports, dirs_exist_ok=True)


def _run(
    python: Path,
    asked: Sequence[str],
    folder: Path,
    environ: dict[str, str],
    user: str | None = None,
) -> int:
    groups: list[str] | None = [] if user else None
    command = [str(python), "-m", "pytest", *asked]
    return subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=folder, env=environ, user=user, extra_groups=groups, check=False
    ).returncode


def _checkout(top: Path) -> Path:
    """Copy the checkout for the user, with a folder for temporary files beside it."""
    checkout, temporary = top / "checkout", top / "tmp"
    shutil.copytree(ROOT, checkout, ignore=LEFT_OUT)
    temporary.mkdir()
    owner = pwd.getpwnam(USER)
    for folder in (checkout, temporary):
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
    return checkout


def _python(top: Path) -> tuple[Path, dict[str, str]]:
    """Return a Python that the user can run, and the environment that it needs."""
    base = _readable(Path(sys.base_prefix), top / "python")
    packages = _readable(Path(sysconfig.get_path("purelib")), top / "packages")
    environ = {
        **os.environ,
        "HOME": str(top / "tmp"),
        "TMPDIR": str(top / "tmp"),
        "PYTHONPATH": str(packages),
        "LD_LIBRARY_PATH": str(base / "lib"),
    }
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return base / "bin" / version, environ


def _readable(path: Path, copy: Path) -> Path:
    """Return ``path`` where everybody may read it, else a copy (by links where it can be)."""
    if all(folder.stat().st_mode & 0o005 == 0o005 for folder in (path, *path.parents)):
        return path
    shutil.copytree(path, copy, symlinks=True, copy_function=_link_or_copy)
    return copy


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
