"""What stands before the tempo of a score whose eighths are played long and short."""

from typing import Final

_NOTE: Final = "\\smaller \\note {%s} #0.9"
_PAIR: Final = f"\\concat {{ {_NOTE} \\hspace #0.5 {_NOTE} }}"

# LilyPond's own command for this, \rhythm, engraves two scores more: 45 ms instead of 5.
SWING: Final = (
    "\\markup { Swing \\hspace #0.4 \\concat { "
    f"\\combine {_PAIR % (4, 4)} \\translate #'(1.07 . 2.35) \\beam #1.63 #0 #0.38 "
    "\\hspace #0.6 = \\hspace #0.6 "
    f'\\combine {_PAIR % (4, 8)} \\translate #\'(1.2 . 3.1) \\fontsize #-5 \\italic "3" '
    "\\hspace #0.3 } } "
)
"""The word, and two eighths that are a quarter and an eighth of a triplet; in staff spaces."""
