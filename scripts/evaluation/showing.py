"""What ``scripts/evaluate-melodies`` was asked for, as tables in Markdown."""

import argparse
from pathlib import Path

from scripts.evaluation.ablations import ABLATIONS, FULL
from scripts.evaluation.craft.tables import table as craft
from scripts.evaluation.judging import Judgement, judge
from scripts.evaluation.jury.lines import read
from scripts.evaluation.report import differences, guard, table
from scripts.evaluation.samples import Samples
from scripts.evaluation.tunes import Tune


def shown(style: str, asked: argparse.Namespace) -> str:
    """Return the table asked for, of melodies in ``style``."""
    samples = Samples(style, asked.split, asked.melodies)
    if asked.craft:
        return _craft(samples, asked)
    if asked.ablate:
        return _ablations(samples, asked)
    return _comparison(samples, asked)


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
    ours = rows["Mélodie"]
    return f"{table(rows)}\n\n{guard(ours)}\n\nLeast overlap:\n\n{differences(ours)}"


def _craft(samples: Samples, asked: argparse.Namespace) -> str:
    ours = {f"Mélodie, seed {seed}": samples.ours(seed) for seed in asked.seeds}
    others = {name: read(Path(path)) for name, path in asked.beside}
    return craft({"real": samples.real, **ours, **others})


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
