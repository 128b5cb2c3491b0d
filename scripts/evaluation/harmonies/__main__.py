"""The command line of ``scripts/evaluate-harmonies``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> None:
    """Print how often roots are found in files, or how well our notes fit their chords."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if bool(asked.files) is (asked.chord_tones is not None):
        parser.error("either files or --chord-tones")
    if asked.chord_tones is not None:
        from scripts.evaluation.harmonies.chord_tones import table  # noqa: PLC0415

        print(table(asked.chord_tones))
        return
    if missing := [str(file) for file in asked.files if not file.is_file()]:
        parser.error(f"there is no file {missing[0]}")
    from scripts.evaluation.harmonies.finding import (  # noqa: PLC0415 - help needs nothing
        FINDERS,
        agreement,
    )
    from scripts.evaluation.harmonies.reading import tunes  # noqa: PLC0415

    read = list(tunes(asked.files))
    print("| chords | bars with the written root | of | share |\n| --- | --: | --: | --: |")
    for name, find in FINDERS.items():
        found, bars = agreement(read, find)
        print(f"| {name} | {found} | {bars} | {found / max(1, bars):.3f} |", flush=True)
    print(f"\n{len(read)} tunes")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/evaluate-harmonies",
        description="Measure in how many bars the root is found that people wrote.",
        epilog="music21 is installed under .cache/; reading takes about a quarter second a tune.",
    )
    parser.add_argument("files", nargs="*", type=Path, help="tunes with chords, in ABC")
    parser.add_argument(
        "--chord-tones",
        type=int,
        metavar="MELODIES",
        help="compose so many in each style, and tell how often notes belong to their chords",
    )
    return parser


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
