"""The command line of ``scripts/test``: tox, on the parts asked for."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.testing import outcomes, packages
from scripts.testing.parts import FORBID_SKIPS, REPORTS, Part, parts


def main(arguments: Sequence[str]) -> int:
    """Run the parts asked for; return 0 when all of them hold."""
    asked = _parser().parse_args(arguments)
    chosen = [part for part in parts() if part.name in set(asked.parts) - set(asked.without)]
    if asked.forbid_skips:
        os.environ[FORBID_SKIPS] = "1"
    files = outcomes.fingerprint()
    taken = {
        part.name
        for part in chosen
        if asked.resume and outcomes.take_over(part.name, asked.resume, files)
    }
    for name in sorted(taken):
        print(f"{name}: passed before, on the same files", flush=True)
    fresh = [part for part in chosen if part.name not in taken]
    _set_up(fresh, install=not asked.no_install)
    code = _tox(fresh, asked.jobs) if fresh else 0
    print(outcomes.totals(part.name for part in chosen), flush=True)
    return code


def _set_up(chosen: Sequence[Part], *, install: bool) -> None:
    """Install what the parts need from the system, as far as may be, and say what is missing."""
    if install:
        packages.install(packages.missing(need for part in chosen for need in part.needs))
    for part in chosen:
        if missing := packages.missing(part.needs):
            print(f"{part.name} {packages.advice(missing)}", flush=True)


def _tox(chosen: Sequence[Part], jobs: int) -> int:
    """Have tox run parts side by side; return 0 when all of them hold."""
    from tox.run import main as tox  # noqa: PLC0415 - help needs nothing installed

    for name in [name for name in os.environ if name.startswith("TOX_")]:
        del os.environ[name]  # what a tox around this one says is not for this one
    # SIGINT too: what is started in the background ignores it, and so would every part.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    names = ",".join(part.name for part in chosen)
    live = ["--parallel-live"] if len(chosen) == 1 else []
    # Where dependencies are listed (a server's default), so is all that passing parts said.
    options = ["-p", str(jobs), *live, "--no-list-dependencies", "-e", names]
    try:
        return int(tox(["run-parallel", *options]) or 0)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {part.name:13}{part.shows}" for part in parts())
    parser = argparse.ArgumentParser(
        prog="scripts/test",
        description="Run Mélodie's tests: all of them, or the parts named.",
        epilog=f"parts:\n{listed}\n\n"
        f"Reports go to {REPORTS}/<part>/: output.txt, junit.xml, coverage.xml.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    every = [part.name for part in parts()]
    add = parser.add_argument
    add("parts", nargs="*", type=_known, default=every, metavar="part", help="nothing: all")
    add("--without", action="append", type=_known, default=[], metavar="part", help="leave out")
    add(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        help="parts that run at the same time (default: %(default)s)",
    )
    add("--no-install", action="store_true", help="install no Debian packages; else root does")
    add(
        "--forbid-skips",
        action="store_true",
        help=f"fail where anything is skipped; also {FORBID_SKIPS}=1",
    )
    add(
        "--resume",
        type=Path,
        metavar="FOLDER",
        default=os.environ.get("MELODIE_RESUME"),
        help="take over, from the reports in FOLDER, what has passed on the very same files; "
        "also MELODIE_RESUME=FOLDER",
    )
    return parser


def _known(name: str) -> str:
    if name not in {part.name for part in parts()}:
        raise argparse.ArgumentTypeError(f"there is no part called {name!r}; see --help")
    return name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
