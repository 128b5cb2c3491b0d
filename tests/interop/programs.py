"""Other people's programs, each started once for many files where it can be.

None of them needs a screen. What they keep of their own goes into ``home``.
"""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service4_lilypond.sound.audio import find_soundfont

SECONDS: Final = 300
"""After which a program is taken to hang."""

PICTURE_WIDTH: Final = 1050
PAGE_DOTS_PER_INCH: Final = 60


@dataclass(frozen=True)
class Programs:
    """The programs of the system, with a home of their own."""

    home: Path

    def musescore(self, wanted: Mapping[Path, Sequence[Path]]) -> None:
        """Convert every file into others, by their endings."""
        jobs = [
            {"in": str(file), "out": [str(made) for made in others]}
            for file, others in wanted.items()
        ]
        (self.home / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
        self._run("mscore3", "-r", str(PAGE_DOTS_PER_INCH), "-j", "jobs.json")

    def lilypond(self, sources: Sequence[Path], folder: Path) -> str:
        """Compile every source into ``folder``, and return what it complained of."""
        return self._run("lilypond", "--loglevel=WARNING", *map(str, sources), folder=folder)

    def midi2abc(self, file: Path) -> str:
        """Return a MIDI file as ABC."""
        return self._run("midi2abc", "-f", str(file))

    def abc2midi(self, file: Path, played: Path) -> str:
        """Play an ABC file into a MIDI file, and return what it says."""
        return self._run("abc2midi", str(file), "-o", str(played), "-NGRA")

    def fluidsynth(self, file: Path, sound: Path) -> None:
        """Play a MIDI file into a WAV file."""
        options = ("-n", "-i", "-q", "-r", "22050", "-T", "wav", "-F", str(sound))
        self._run("fluidsynth", *options, str(find_soundfont(None)), str(file))

    def inkscape(self, pictures: Sequence[Path]) -> None:
        """Draw every picture into a PNG file beside it."""
        options = ("--export-type=png", "--export-background=white", "-w", str(PICTURE_WIDTH))
        self._run("inkscape", *options, *map(str, pictures))

    def rsvg_convert(self, picture: Path, drawn: Path) -> None:
        """Draw a picture into a PNG file."""
        options = ("-w", str(PICTURE_WIDTH), "-b", "white", "-o", str(drawn))
        self._run("rsvg-convert", *options, str(picture))

    def _run(self, program: str, *arguments: str, folder: Path | None = None) -> str:
        own = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home)}
        ran = subprocess.run(  # noqa: S603 - no shell, and files of our own
            [program, *arguments],
            cwd=folder or self.home,
            env=os.environ | own | {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",  # what abc2midi says is not always text
            check=False,
            timeout=SECONDS,
        )
        assert ran.returncode == 0, ran.stdout
        return ran.stdout
