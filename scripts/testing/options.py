"""What ``scripts/test`` can be told."""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from scripts.testing.parts import PARTS, REPORTS

FORBID_SKIPS: Final = "MELODIE_FORBID_SKIPS"
RESUME: Final = "MELODIE_RESUME"


def parser(environ: Mapping[str, str]) -> argparse.ArgumentParser:
    """Return the parser of the command line; some defaults stand in the environment."""
    made = argparse.ArgumentParser(
        prog="scripts/test",
        description="Run Mélodie's tests: all of them, or the parts named.",
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "parts", nargs="*", type=_known, metavar="part", help="what to run; nothing: all"
    )
    made.add_argument(
        "--without", action="append", type=_known, default=[], metavar="part", help="leave out"
    )
    made.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        help="parts that run at the same time (default: %(default)s)",
    )
    made.add_argument(
        "--forbid-skips",
        action="store_true",
        default=bool(environ.get(FORBID_SKIPS)),
        help=f"fail where anything is skipped; also {FORBID_SKIPS}=1",
    )
    made.add_argument(
        "--resume",
        type=Path,
        metavar="FOLDER",
        default=environ.get(RESUME),
        help="take over, from the reports in FOLDER, what has passed on the very same files; "
        f"also {RESUME}=FOLDER",
    )
    return made


def _epilog() -> str:
    listed = "\n".join(f"  {part.name:13}{part.shows}" for part in PARTS)
    return (
        f"parts:\n{listed}\n\nReports go to {REPORTS}/<part>/: output.txt, junit.xml, coverage.xml."
    )


def _known(name: str) -> str:
    if name not in {part.name for part in PARTS}:
        raise argparse.ArgumentTypeError(f"there is no part called {name!r}; see --help")
    return name
