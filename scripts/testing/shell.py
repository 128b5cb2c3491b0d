"""Runs shellcheck over every shell script of the repository."""

import subprocess
import sys
from pathlib import Path
from typing import Final

FOLDERS: Final = (".ci", "images", "scripts")
SHEBANGS: Final = (b"#!/usr/bin/env bash", b"#!/bin/bash", b"#!/bin/sh")


def scripts() -> list[Path]:
    """Return the shell scripts, told by their first line or their name."""
    files = [path for folder in FOLDERS for path in sorted(Path(folder).glob("*"))]
    return [path for path in files if path.suffix == ".sh" or _is_shell(path)]


def _is_shell(path: Path) -> bool:
    return path.is_file() and path.read_bytes().startswith(SHEBANGS)


if __name__ == "__main__":
    shellcheck = Path(sys.executable).parent / "shellcheck"
    options = ["--external-sources", "--source-path=SCRIPTDIR"]
    command: list[str | Path] = [shellcheck, *options, *scripts()]
    sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - our own files
