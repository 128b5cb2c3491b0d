"""The command line of ``scripts/bench``."""

import argparse
import importlib
import os
import platform
import sys
from collections.abc import Sequence
from typing import Final

from scripts.benchmarks.amounts import Amounts
from scripts.services import ServiceError

BENCHMARKS: Final = {
    "journey": "from a recipe to the stored melody, its page and its files; memory",
    "wall": "eight ideas at a time: new, known, like another; and a hundred walls at once",
    "thirty": "thirty clients at a time: how long making and the PDF take, and who is refused",
    "composing": "a rhythm and its pitches, with tables made before and made anew",
    "chords": "chords for a melody that is to be composed",
    "accompanying": "chords voiced for 32 bars, and the sound of 8 bars with and without them",
    "harmonising": "chords for a melody that exists, in three tastes and by chance",
    "engraving": "a PDF from a cold, a warm and an endless LilyPond; a picture from Verovio",
    "hearing": "a melody's sound as a player asks for it, and when what sounds",
    "varying": "rolls, what else fits for a note, and twists, to the answer",
    "browsing": "in Chromium: a wall seen, a press heard, the light of a note that sounds",
    "soak": "thousands of scores in a row: what hangs, fails or leaks",
    "load": "hundreds of clients at a time: who is served, who refused, how fast",
    "chaos": "processes killed, the database locked, a full disk: who is refused, what is lost",
    "slow-clients": "how long others wait beside clients that take their time",
}
"""Each is a module of this package with a function ``run``; it has _ where the name has -."""

AMOUNTS: Final = (
    ("--melodies", 500, "how many the journey makes in its long run"),
    ("--scores", 5000, "how many are engraved in a row to soak"),
    ("--clients", 200, "how many ask at a time to load"),
)


def main(arguments: Sequence[str]) -> None:
    """Run the benchmarks asked for, one after the other, and print what they found."""
    asked = _parser().parse_args(arguments)
    amounts = Amounts(melodies=asked.melodies, scores=asked.scores, clients=asked.clients)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name in asked.benchmarks or BENCHMARKS:
        module = importlib.import_module(f"scripts.benchmarks.{name.replace('-', '_')}")
        print(f"\n{name}: {BENCHMARKS[name]}\n", flush=True)
        print(module.run(amounts), flush=True)
        print(f"\nload average: {' '.join(f'{load:.1f}' for load in os.getloadavg())}", flush=True)


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
    for name, default, shows in AMOUNTS:
        parser.add_argument(
            name, type=_positive, default=default, help=f"{shows} (default: %(default)s)"
        )
    return parser


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


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
