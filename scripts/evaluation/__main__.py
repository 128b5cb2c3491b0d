"""The command line of ``scripts/evaluate-melodies``."""

import argparse
import sys
from collections.abc import Sequence

from scripts.evaluation.ablations import ABLATIONS, FULL
from scripts.evaluation.corpora import FOLDERS
from scripts.evaluation.judging import Judgement, judge
from scripts.evaluation.report import differences, table
from scripts.evaluation.samples import Samples
from scripts.evaluation.tunes import Tune


def main(arguments: Sequence[str]) -> None:
    """Evaluate what is asked for, and print it in Markdown."""
    asked = _parser().parse_args(arguments)
    for style in asked.style or FOLDERS:
        samples = Samples(style, asked.split, asked.melodies)
        print(f"## {style}, {asked.split} half, seeds {', '.join(map(str, asked.seeds))}\n")
        if asked.ablate:
            print(_ablations(samples, asked), flush=True)
        else:
            print(_comparison(samples, asked), flush=True)
        print()


def _comparison(samples: Samples, asked: argparse.Namespace) -> str:
    kinds = {
        "dice (first version)": samples.dice,
        "metrical Markov": samples.markov,
        "Mélodie": samples.ours,
        "real (other half)": samples.other_half,
    }
    if asked.only_ours:
        kinds = {"Mélodie": samples.ours}
    rows = {
        name: [_judged(samples, compose(seed), seed) for seed in asked.seeds]
        for name, compose in kinds.items()
    }
    return f"{table(rows)}\n\nLeast overlap:\n\n{differences(rows['Mélodie'])}"


def _ablations(samples: Samples, asked: argparse.Namespace) -> str:
    names = list(ABLATIONS) if "all" in asked.ablate else asked.ablate
    rows: dict[str, list[Judgement]] = {}
    for ablation in (FULL, *(ABLATIONS[name] for name in names)):
        without = f"without {ablation.shows} (`{ablation.id}`)"
        rows["Mélodie" if ablation is FULL else without] = [
            _judged(samples, samples.ours(seed, ablation), seed, thoroughly=False)
            for seed in asked.seeds
        ]
    return table(rows)


def _judged(
    samples: Samples, tunes: list[Tune], seed: int, *, thoroughly: bool = True
) -> Judgement:
    return judge(*samples.beside(tunes, seed), thoroughly=thoroughly)


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {name:11}{row.shows}" for name, row in ABLATIONS.items())
    parser = argparse.ArgumentParser(
        prog="scripts/evaluate-melodies",
        description="Measure how near Mélodie's melodies come to real ones.",
        epilog=f"parts that can be left out:\n{listed}\n\n"
        "Real melodies come from the corpus of music21, which is installed under .cache/.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
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
    parser.add_argument(
        "--ablate",
        action="append",
        choices=[*ABLATIONS, "all"],
        metavar="part",
        help="leave a part out, one after the other; all: every one in turn",
    )
    parser.add_argument("--only-ours", action="store_true", help="leave the baselines out")
    return parser


def _numbers(words: str) -> list[int]:
    return [int(word) for word in words.split(",")]


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
