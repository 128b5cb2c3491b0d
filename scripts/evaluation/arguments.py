"""Arguments of command lines that are read alike."""

import argparse


def named(words: str) -> tuple[str, str]:
    """Read ``NAME=VALUE``; raises ``ArgumentTypeError`` for anything else."""
    name, equals, value = words.partition("=")
    if not (name and equals and value):
        raise argparse.ArgumentTypeError(f"{words} is not NAME=VALUE")
    return name, value
