"""What the first version of Mélodie did for its one bar: have mingus start LilyPond for a PNG.

It also asked two services for every note, wrote a file and read it again; all
that is left out, so it was slower than this.
"""

import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import lilypond

ONE_BAR: Final = "\\version \"2.10.33\"\n{ \\time 4/4 \\key c \\major c'4 d'8 e' f'4 r4 }\n"
"""As ``mingus.extra.lilypond`` writes it."""


def one_bar(_: object = None) -> None:
    """Draw one bar as ``mingus.extra.lilypond.to_png`` does, whose command this is.

    Raises ``CalledProcessError`` where that fails.
    """
    with tempfile.TemporaryDirectory(prefix="melodie-first-") as folder:
        Path(folder, "bar.ly").write_text(ONE_BAR, encoding="utf-8")
        command = [str(lilypond.executable()), "-fpng", "-o", "bar", "bar.ly"]
        subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)  # noqa: S603 -- a fixed program


def many_bars(bars: int, crowd: int) -> None:
    """Draw so many bars for so many clients at a time."""
    with ThreadPoolExecutor(crowd) as pool:
        list(pool.map(one_bar, range(bars)))
