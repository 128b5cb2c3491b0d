"""The command line of ``scripts/bench``."""

import argparse
import importlib
import os
import platform
import sys
from collections.abc import Sequence
from typing import Final

from scripts.services import ServiceError

BENCHMARKS: Final = {
    "journey": "from a recipe to the stored melody, its page and its files; memory",
    "composing": "a rhythm and its pitches, with tables made before and made anew",
    "engraving": "a PDF from a cold, a warm and an endless LilyPond; a picture from Verovio",
}
"""Each is a module of this package with a function ``run``."""


def main(arguments: Sequence[str]) -> None:
    """Run the benchmarks asked for, one after the other, and print what they found."""
    asked = _parser().parse_args(arguments)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name in asked.benchmarks or BENCHMARKS:
        module = importlib.import_module(f"scripts.benchmarks.{name}")
        print(f"\n{name}: {BENCHMARKS[name]}\n", flush=True)
        print(module.run(asked.melodies), flush=True)


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {name:13}{shows}" for name, shows in BENCHMARKS.items())
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measure Mélodie on this machine.",
        epilog=f"benchmarks:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "benchmarks", nargs="*", type=_known, metavar="benchmark", help="nothing: all"
    )
    parser.add_argument(
        "--melodies",
        type=int,
        default=500,
        help="how many a long run makes (default: %(default)s)",
    )
    return parser


def _known(name: str) -> str:
    if name not in BENCHMARKS:
        raise argparse.ArgumentTypeError(f"there is no benchmark called {name!r}; see --help")
    return name


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ServiceError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
