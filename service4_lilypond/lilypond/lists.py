"""A list on paper as LilyPond source, such as the contents of a booklet."""

from typing import Final

from melodie.contract import ListLine, ListRequest
from service4_lilypond.lilypond.page import FITTING, PAPER, scheme_string
from service4_lilypond.lilypond.text import opening_lines

END_ROOM: Final = 8
"""Staff spaces for the dots of a line, at least."""

CHARACTER: Final = 1.6
"""Staff spaces that a character at the end of a line may take."""


def list_text(request: ListRequest) -> str:
    """Return a list as source for LilyPond, each line with dots to what stands at its end."""
    lines = "".join(map(_line, request.lines))
    return (
        f"{opening_lines(request.paper)}"
        f"{FITTING}"
        "\\header {\n"
        f"  title = \\markup \\fitting #0 {scheme_string(request.title)}\n"
        f"  running = \\markup \\fitting #10 {scheme_string(request.title)}\n"
        "  tagline = ##f\n"
        "}\n"
        f"\\paper {{\n{PAPER}  markup-markup-spacing.padding = #1.5\n}}\n\n"
        f"{lines}"
    )


def _line(line: ListLine) -> str:
    kept = END_ROOM + CHARACTER * len(line.end)
    text = f"\\fitting #{kept:.1f} {scheme_string(line.text)}"
    if not line.end:
        return f"\\markup {text}\n"
    return f'\\markup \\fill-with-pattern #1 #RIGHT "." {text} {scheme_string(line.end)}\n'
