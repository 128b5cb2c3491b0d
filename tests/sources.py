"""The project's Python modules, read and not imported."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SERVICES: Final = (
    "service1_frontend",
    "service2_notes",
    "service3_rhythm",
    "service4_lilypond",
)
CORE: Final = "melodie"
TOOLS: Final = ("scripts", "tests")


@dataclass(frozen=True)
class Module:
    """One module: its path from the root, and its syntax tree."""

    path: str

    @cached_property
    def text(self) -> str:
        return (ROOT / self.path).read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def package(self) -> str:
        return self.path.split("/", maxsplit=1)[0]

    @property
    def is_test(self) -> bool:
        return "tests" in Path(self.path).parts

    @property
    def imported(self) -> frozenset[str]:
        """Every module imported anywhere in this one, by its full name."""
        return frozenset(_imported(self.tree))

    @property
    def roots(self) -> frozenset[str]:
        """The packages that this module imports anything from."""
        return frozenset(name.split(".", maxsplit=1)[0] for name in self.imported)

    @property
    def calls(self) -> frozenset[str]:
        """What is called here, as written: ``os.fork``, ``rng.choice``."""
        nodes = (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return frozenset(ast.unparse(node.func) for node in nodes)

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def __str__(self) -> str:
        return self.path


@cache
def modules(*packages: str) -> tuple[Module, ...]:
    """Return every module of ``packages``, tests included, in order."""
    paths = (path for package in packages for path in sorted((ROOT / package).rglob("*.py")))
    return tuple(Module(str(path.relative_to(ROOT))) for path in paths)


def code(*packages: str) -> tuple[Module, ...]:
    """Return the modules of ``packages`` that are not tests."""
    return tuple(module for module in modules(*packages) if not module.is_test)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield str(node.module)
