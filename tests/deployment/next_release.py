"""The release after this one, as the proofs make it: it keeps more, and says more of it.

It adds a column to a table, a field to every event of a stored score, and one
to every bar that the rhythm service answers with.
"""

import ast
from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.deployment.machine import ROOT

VERSIONS: Final = "service1_frontend/library/migrations/versions"
MIGRATION: Final = '''"""Keep what the next version would keep."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{newest}"


def upgrade() -> None:
    """Apply."""
    op.add_column("melody", sa.Column("mood", sa.String(20), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("melody", "mood")
'''
"""A migration that only adds, as every one does."""

LYRIC: Final = "la"
ACCENTED: Final = """.model_copy(
        update={
            "bars": tuple(b.model_copy(update={"accent": 1}) for b in compose(wanted).bars),
        }
    )"""
Finder = Callable[[ast.AST], Iterator[ast.AST]]
"""Finds in a module what more text is to follow; what it finds knows where it ends."""


def fields_of(name: str) -> Finder:
    """Find the last field of a class."""

    def find(module: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef) and node.name == name:
                yield [field for field in node.body if isinstance(field, ast.AnnAssign)][-1]

    return find


def calls_of(name: str) -> Finder:
    """Find the last argument of every call."""

    def find(module: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield [*node.args, *node.keywords][-1]

    return find


def answers_of(name: str) -> Finder:
    """Find what a function returns."""

    def find(module: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef) and node.name == name:
                returns = (inner for inner in ast.walk(node) if isinstance(inner, ast.Return))
                yield from (answer.value for answer in returns if answer.value)

    return find


EDITS: Final = (
    ("melodie", fields_of("Event"), "\n    lyric: str | None = None"),
    ("service1_frontend/making", calls_of("Event"), f', lyric="{LYRIC}"'),
    ("melodie/contract", fields_of("RhythmBar"), "\n    accent: int = 0"),
    ("service3_rhythm", answers_of("compose_rhythm"), ACCENTED),
)
"""Folders that have one place to find, in whichever module, and what follows it there."""


def changed_files() -> dict[str, str]:
    """Return every file of the release that is new or changed, by its path.

    Raises ``ValueError`` where there is no longer one place for a change.
    """
    newest = max(file.name for file in (ROOT / VERSIONS).glob("0*.py")).partition("_")[0]
    files = {f"{VERSIONS}/next.py": MIGRATION.format(newest=newest)}
    for folder, finder, more in EDITS:
        places = [
            (module.relative_to(ROOT).as_posix(), text, found)
            for module in sorted((ROOT / folder).rglob("*.py"))
            if "tests" not in module.parts
            for text in [module.read_text(encoding="utf-8")]
            for found in finder(ast.parse(text))
        ]
        if len(places) != 1:
            raise ValueError(f"{folder} has {len(places)} places for {more!r}")
        [(path, text, found)] = places
        files[path] = _followed(text, found, more)
    return files


def _followed(text: str, node: Any, more: str) -> str:
    """Return ``text`` with ``more`` after a node of it."""
    lines = text.splitlines(keepends=True)
    line = lines[node.end_lineno - 1].encode()  # a node's columns are bytes
    changed = line[: node.end_col_offset] + more.encode() + line[node.end_col_offset :]
    lines[node.end_lineno - 1] = changed.decode()
    return "".join(lines)
