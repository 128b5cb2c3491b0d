"""The command line of ``scripts/start``."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from scripts.fonts import missing
from scripts.listening import LOOPBACK
from scripts.services import ROOT, USUAL_PORTS, ServiceError
from scripts.stack import Stack
from scripts.supervisor import Supervisor

DEFAULT_DIRECTORY: Final = ROOT / "var"
LOOK_SECONDS: Final = 0.2


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run the services until somebody stops them (0), or say why they cannot start (1)."""
    asked = _parser(environ).parse_args(arguments)
    _be_stopped_by_signals()
    try:
        with _stack(asked, environ) as stack:
            _greet(stack)
            supervisors = [Supervisor(service, _tell) for service in stack.services.values()]
            while True:
                for supervisor in supervisors:
                    supervisor.look()
                time.sleep(LOOK_SECONDS)
    except KeyboardInterrupt:
        print("Mélodie has stopped.", flush=True)
        return 0
    except ServiceError as error:
        print(f"{error}\nMélodie has stopped.", file=sys.stderr, flush=True)
        return 1


def _be_stopped_by_signals() -> None:
    # SIGINT too: a shell makes what it starts in the background ignore it.
    numbers = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        numbers.remove(signal.SIGHUP)  # nohup asked for that
    for number in numbers:
        signal.signal(number, signal.default_int_handler)


def _stack(asked: argparse.Namespace, environ: Mapping[str, str]) -> Stack:
    return Stack(
        Path(asked.directory),
        {"MELODIE_REVISION": environ.get("MELODIE_REVISION", _revision())},
        ports={name: getattr(asked, f"{name}_port") for name in USUAL_PORTS},
        host=asked.host,
    )


def _tell(line: str) -> None:
    print(f"{datetime.now():%H:%M:%S} {line}", file=sys.stderr, flush=True)  # noqa: DTZ005 - for people here


def _parser(environ: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/start",
        description="Run Mélodie on this machine, until Ctrl-C.",
        epilog="Every setting in the README can be given as an environment variable too.",
    )
    parser.add_argument(
        "--host",
        default=environ.get("MELODIE_HOST", LOOPBACK),
        help="address that the page is served on; 0.0.0.0 or :: lets other machines in "
        "(default: %(default)s; also MELODIE_HOST)",
    )
    for name in USUAL_PORTS:
        variable = f"MELODIE_{name.upper()}_PORT"
        parser.add_argument(
            f"--{name}-port",
            type=_port,
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


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: a number from 1 to 65535")
    return int(text)


def _greet(stack: Stack) -> None:
    if lacking := missing():
        print(
            "Some fonts were not found: titles in some scripts show as boxes, or not at all.\n"
            f"On Debian or Ubuntu: apt install {' '.join(lacking)}"
        )
    print(
        f"Mélodie is ready: {stack.base_url}\n"
        f"Logs are in {stack.folder.logs}. Ctrl-C stops everything.",
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
