"""The command line of ``scripts/evaluate-melodies``."""

import argparse
import sys
from collections.abc import Sequence

from scripts.evaluation.ablations import ABLATIONS
from scripts.evaluation.arguments import named
from scripts.evaluation.corpora import FOLDERS


def main(arguments: Sequence[str]) -> None:
    """Evaluate what is asked for, and print it in Markdown."""
    asked = _parser().parse_args(arguments)
    from scripts.evaluation.showing import shown  # noqa: PLC0415 - help needs nothing installed

    for style in asked.style or FOLDERS:
        print(f"## {style}, {asked.split} half, seeds {', '.join(map(str, asked.seeds))}\n")
        print(shown(style, asked), flush=True)
        print()


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {name:11}{row.shows}" for name, row in ABLATIONS.items())
    parser = argparse.ArgumentParser(
        prog="scripts/evaluate-melodies",
        description="Measure how near Mélodie's melodies come to real ones.",
        epilog=f"parts that can be left out:\n{listed}\n\n"
        "Real melodies come from the corpus of music21, which is installed under .cache/.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _measured(parser)
    _shown(parser)
    return parser


def _measured(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--style", action="append", choices=list(FOLDERS), help="nothing: every style"
    )
    parser.add_argument(
        "--split",
        choices=("dev", "heldout"),
        default="heldout",
        help="the half to measure against: dev for tuning, heldout to judge (default)",
    )
    parser.add_argument(
        "--seeds", type=_numbers, default=[1], metavar="1,2,3", help="one set each (default: 1)"
    )
    parser.add_argument(
        "--melodies", type=int, default=500, help="melodies in a set (default: %(default)s)"
    )


def _shown(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--craft", action="store_true", help="show what jurors name, real beside ours"
    )
    parser.add_argument(
        "--beside",
        action="append",
        default=[],
        type=named,
        metavar="NAME=FILE",
        help="with --craft: one more column, of melodies as scripts/jury compose writes them",
    )
    parser.add_argument(
        "--ablate",
        action="append",
        choices=[*ABLATIONS, "all"],
        metavar="part",
        help="leave a part out, one after the other; all: every one in turn",
    )
    parser.add_argument("--only-ours", action="store_true", help="leave the baselines out")


def _numbers(words: str) -> list[int]:
    return [int(word) for word in words.split(",")]


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
