"""Every melody is made once, and every program started once for all of them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.interop.melodies import ACCOMPANIED, Melody, accompanied_into, written_into
from tests.interop.programs import Programs
from tests.interop.recipes import ROWS


@pytest.fixture(scope="session")
def melodies(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Melody]:
    return tuple(written_into(tmp_path_factory.mktemp("melodies")))


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o700)
    return Programs(home)


@pytest.fixture(params=range(len(ROWS)), ids=[row.name for row in ROWS])
def melody(request: pytest.FixtureRequest, melodies: Sequence[Melody]) -> Melody:
    number: int = request.param
    return melodies[number]


@pytest.fixture(scope="session")
def compiled(
    programs: Programs, melodies: Sequence[Melody], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """Where LilyPond has put the pages and the MIDI files, and what it complained of."""
    folder = tmp_path_factory.mktemp("compiled")
    return folder, programs.lilypond([melody.path(".ly") for melody in melodies], folder)


@pytest.fixture(scope="session")
def opened(programs: Programs, melodies: Sequence[Melody]) -> None:
    """Have MuseScore open the MIDI and MusicXML files and save what it makes of them."""
    endings = ("-musescore.musicxml", "-musescore.mid", "-musescore.png")
    wanted = {melody.path(".mid"): [melody.path("-midi.musicxml")] for melody in melodies}
    programs.musescore(
        wanted
        | {
            melody.path(".musicxml"): [melody.path(ending) for ending in endings]
            for melody in melodies
        }
    )


@pytest.fixture(scope="session")
def accompaniments(
    programs: Programs, melodies: Sequence[Melody], tmp_path_factory: pytest.TempPathFactory
) -> Sequence[Melody]:
    """Melodies with accompaniments, whose files MuseScore has opened and saved."""
    made = tuple(accompanied_into(tmp_path_factory.mktemp("accompanied"), melodies))
    notated = {m.path(".musicxml"): [m.path("-musicxml.musicxml")] for m in made}
    played = {m.path(".mid"): [m.path("-mid.musicxml"), m.path("-mid.mid")] for m in made}
    programs.musescore(notated | played)
    return made


@pytest.fixture(params=range(len(ACCOMPANIED)), ids=list(ACCOMPANIED.values()))
def accompanied(request: pytest.FixtureRequest, accompaniments: Sequence[Melody]) -> Melody:
    number: int = request.param
    return accompaniments[number]
