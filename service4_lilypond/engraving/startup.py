"""How LilyPond is started as a worker."""

from pathlib import Path
from typing import Final

import lilypond

from service4_lilypond.engraving.scheme_text import scheme_text

SOURCE: Final = "score.ly"
INIT: Final = "init/worker.ly"
"""In no folder of a score: LilyPond looks for what is included beside what includes it."""

AWAIT: Final = "$((@@ (lily) await-job))\n"
"""Waits for a job. A ``#`` for the ``$`` would come too late: the parser reads a word ahead."""

SCHEME: Final = tuple(
    Path(__file__).with_name("scheme") / name
    for name in ("confine.scm", "landlock.scm", "seccomp.scm", "worker.scm")
)
_FONTS: Final = ("/usr/share/fonts", "/usr/local/share/fonts")


def executable() -> str:
    """Return the path of LilyPond."""
    return str(lilypond.executable())


def environment(home: Path) -> dict[str, str]:
    """Return all that a worker sees of the environment."""
    return {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home),  # where fonts are remembered
        "LANG": "C.UTF-8",
        "GUILE_AUTO_COMPILE": "0",
    }


def command(home: Path, warm_up: str) -> list[str]:
    """Return the command that starts a worker; ``home`` is given all that it reads.

    Raises ``OSError`` where LilyPond does not bring its own files, or ``home`` takes none.
    """
    (home / SOURCE).write_text(warm_up, encoding="utf-8")
    (home / INIT).parent.mkdir(exist_ok=True)
    (home / INIT).write_text(_init(), encoding="utf-8")
    options = ["--loglevel=WARN", "-dbackend=cairo", f"--init={home / INIT}"]
    return [executable(), *options, _program(home), SOURCE]


def _init() -> str:
    """Return what LilyPond reads around every score, where a job is awaited before the score."""
    folder = Path(executable()).parents[1]
    usual = next(folder.glob("share/lilypond/*/ly/init.ly"), folder / "init.ly")
    before, score, after = usual.read_text(encoding="utf-8").partition("\\maininput")
    return before + AWAIT + score + after


def _program(home: Path) -> str:
    """Return the option that makes LilyPond a worker instead of engraving a file."""
    readable = [str(Path(executable()).parents[1]), str(home), *_FONTS]
    loads = "".join(f"(primitive-load {scheme_text(str(file))})" for file in SCHEME)
    serve = (
        f"(warm-up {scheme_text(SOURCE)}) (serve '{scheme_text(readable)} {scheme_text(str(home))})"
    )
    return f"--evaluate=(begin {loads} {serve})"
