"""The closing table of ``scripts/test``."""

from collections.abc import Iterable, Sequence
from typing import Final

from scripts.testing.running import Result

HEADINGS: Final = ("part", "result", "tests", "failed", "skipped", "coverage", "seconds", "remark")
RIGHT: Final = frozenset({2, 3, 4, 5, 6})


def table(results: Sequence[Result], seconds: float) -> str:
    """Return what ran, how it ended and how long it took, and why anything was skipped."""
    rows = [HEADINGS, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    reasons = [f"  {result.name}: {skip}" for result in results for skip in result.skips]
    if reasons:
        lines += ["", "Skipped:", *reasons]
    return "\n".join([*lines, "", f"Took {seconds:.0f} s.", totals(results)])


def totals(results: Iterable[Result]) -> str:
    """Return one line that machines read too; a check without test cases counts as one."""
    failed = skipped = passed = 0
    for result in results:
        counted = result.tests or 1
        lost = result.failures or int(result.outcome == "failed")
        left_out = len(result.skips) or int(result.outcome == "skipped")
        failed, skipped = failed + lost, skipped + left_out
        passed += max(0, counted - lost - left_out)
    return f"{passed} passed, {failed} failed, {skipped} skipped"


def _row(result: Result) -> tuple[str, ...]:
    return (
        result.name,
        result.outcome,
        str(result.tests or ""),
        str(result.failures or ""),
        str(len(result.skips) or ""),
        "" if result.coverage is None else f"{result.coverage:.1f} %",
        f"{result.seconds:.1f}",
        result.remark,
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if column in RIGHT else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
