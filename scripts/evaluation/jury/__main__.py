"""The command line of ``scripts/jury``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.evaluation.ablations import ABLATIONS, FULL
from scripts.evaluation.arguments import named
from scripts.evaluation.corpora import FOLDERS
from scripts.evaluation.jury import lines, lists, scores
from scripts.evaluation.jury.lists import Item

ENOUGH = 4
"""How many more melodies are composed than are wanted, as not every metre is shown."""


def main(arguments: Sequence[str]) -> None:
    """Do what is asked for; ``ValueError`` and ``OSError`` say what cannot be done."""
    asked = _parser().parse_args(arguments)
    asked.does(asked)


def _compose(asked: argparse.Namespace) -> None:
    from scripts.evaluation.samples import Samples  # noqa: PLC0415 - help needs nothing installed

    samples = Samples(asked.style, "dev", ENOUGH * asked.melodies)
    composed = samples.ours(asked.seed, ABLATIONS.get(asked.without, FULL))
    tunes = [tune for tune in composed if lists.fits(tune)][: asked.melodies]
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(lines.written(tunes), encoding="utf-8")
    print(f"{len(tunes)} melodies in {asked.out}")


def _list(asked: argparse.Namespace) -> None:
    seen = lists.seen(asked.without)
    items: list[Item] = []
    for style, count in asked.real:
        items += lists.real(style, int(count), asked.seed, seen)
    for name, rest in asked.set:
        path, _, count = rest.rpartition(":")
        tunes = lines.read(Path(path))
        items += lists.composed(name, Path(path).stem, tunes, int(count))
    lists.save(lists.shuffled(items, asked.seed), asked.out)
    print(f"{len(items)} melodies in {asked.out / lists.ITEMS}")


def _score(asked: argparse.Namespace) -> None:
    jurors = {path.stem: scores.read(path) for path in asked.jurors}
    print(scores.table(lists.origins(asked.key), jurors))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/jury", description="Make blind lists of melodies, and score what jurors say."
    )
    verbs = parser.add_subparsers(required=True)
    _compose_options(verbs.add_parser("compose", help="compose unpicked melodies as lines of JSON"))
    _list_options(verbs.add_parser("list", help="mix melodies into one blind list in ABC"))
    verb = verbs.add_parser("score", help="say what jurors think of each origin, in Markdown")
    verb.add_argument("key", type=Path, metavar="KEY.json")
    verb.add_argument("jurors", type=Path, nargs="+", metavar="JUROR.csv", help="n,quality,human,…")
    verb.set_defaults(does=_score)
    return parser


def _compose_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("out", type=Path, metavar="OUT.jsonl")
    verb.add_argument("--style", choices=list(FOLDERS), required=True)
    verb.add_argument("--melodies", type=int, default=20, help="how many (default: 20)")
    verb.add_argument("--seed", type=int, default=1, help="a new one for every list (default: 1)")
    verb.add_argument(
        "--without", choices=list(ABLATIONS), help="the part to leave out, for judging that part"
    )
    verb.set_defaults(does=_compose)


def _list_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("out", type=Path, metavar="FOLDER", help="for items.txt and key.json")
    verb.add_argument(
        "--real",
        action="append",
        default=[],
        type=named,
        metavar="STYLE=COUNT",
        help="held-out real melodies",
    )
    verb.add_argument(
        "--set",
        action="append",
        default=[],
        type=named,
        metavar="NAME=FILE:COUNT",
        help="the first melodies of a file of lines of JSON",
    )
    verb.add_argument("--seed", type=int, default=1, help="what is drawn by, and shuffled by")
    verb.add_argument(
        "--without",
        action="append",
        default=[],
        type=Path,
        metavar="KEY.json",
        help="the key of an earlier list, of whose real melodies none is shown again",
    )
    verb.set_defaults(does=_list)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
