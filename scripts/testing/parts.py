"""The parts of ``scripts/test``, as ``tox.toml`` lists them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

TABLE: Final = Path(__file__).parents[2] / "tox.toml"
REPORTS: Final = Path("reports")
FORBID_SKIPS: Final = "MELODIE_FORBID_SKIPS"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to check; ``needs`` are names in ``packages.SYSTEM``."""

    name: str
    shows: str
    needs: tuple[str, ...]
    commands: tuple[tuple[str, ...], ...]


@cache
def parts() -> tuple[Part, ...]:
    """Return every part, in the order in which they start."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return tuple(_part(name, table["env"][name]) for name in table["env_list"])


def _part(name: str, env: Mapping[str, Any]) -> Part:
    commands = tuple(tuple(command) for command in env["commands"])
    return Part(name, env["description"], tuple(env.get("needs", ())), commands)
