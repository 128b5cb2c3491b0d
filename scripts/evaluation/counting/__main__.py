"""The command line of ``scripts/count-tables``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.evaluation.corpora import FOLDERS, pieces
from scripts.evaluation.counting.files import files


def main(arguments: Sequence[str]) -> int:
    """Write the tables, or with ``--check`` say which are not what is counted; 1 if any."""
    asked = _parser().parse_args(arguments)
    stale: list[Path] = []
    for style in FOLDERS:
        for path, text in files(style, pieces(style, "dev")).items():
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path)
            if not asked.check:
                path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path} {'is not what is counted' if asked.check else 'has changed'}")
    return 1 if asked.check and stale else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/count-tables",
        description="Count the tables that the services compose from in real tunes.",
        epilog="Read are the tunes that come with music21, installed under .cache/: those of the "
        "half that Mélodie may be tuned on. docs/tables.md says what the tables hold.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; say what would change")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
