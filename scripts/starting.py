"""The command line of ``scripts/start``."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from scripts.fonts import missing
from scripts.services import ROOT, USUAL_PORTS, ServiceError
from scripts.stack import Stack

DEFAULT_DIRECTORY: Final = ROOT / "var"


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run the services until one dies (1) or somebody stops them (0)."""
    asked = _parser(environ).parse_args(arguments)
    # SIGINT too: a shell makes what it starts in the background ignore it.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    stack = Stack(
        Path(asked.directory),
        {"MELODIE_REVISION": environ.get("MELODIE_REVISION", _revision())},
        ports={name: getattr(asked, f"{name}_port") for name in USUAL_PORTS},
        host=asked.host,
    )
    try:
        with stack:
            _greet(stack)
            while True:
                stack.check()
                time.sleep(0.2)
    except KeyboardInterrupt:
        print("Mélodie has stopped.", flush=True)
        return 0
    except ServiceError as error:
        print(f"{error}\nMélodie has stopped.", file=sys.stderr, flush=True)
        return 1


def _parser(environ: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/start",
        description="Run Mélodie on this machine, until Ctrl-C.",
        epilog="Every setting in the README can be given as an environment variable too.",
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address that the page is served on; 0.0.0.0 lets other machines in "
        "(default: %(default)s)",
    )
    for name in USUAL_PORTS:
        variable = f"MELODIE_{name.upper()}_PORT"
        parser.add_argument(
            f"--{name}-port",
            type=int,
            metavar="PORT",
            default=environ.get(variable, USUAL_PORTS[name]),
            help=f"default: %(default)s; also {variable}",
        )
    parser.add_argument(
        "--directory",
        default=DEFAULT_DIRECTORY,
        help="where database, secret key and logs are kept (default: var, beside scripts)",
    )
    return parser


def _greet(stack: Stack) -> None:
    if lacking := missing():
        print(
            "Some fonts were not found: titles in some scripts show as boxes, or not at all.\n"
            f"On Debian or Ubuntu: apt install {' '.join(lacking)}"
        )
    print(
        f"Mélodie is ready: {stack.base_url}\n"
        f"Logs are in {stack.folder / 'log'}. Ctrl-C stops everything.",
        flush=True,
    )


def _revision() -> str:
    """Return the commit that runs, where this is a clone and git is there."""
    try:
        asked = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 - whatever git the person has
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return asked.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
