import contextlib
import ctypes
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from melodie.errors import EngravingError
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.pipes import NamedPipes
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.engraving.worker import Output
from service4_lilypond.lilypond.warming import warm_up_text
from service4_lilypond.tests.conftest import LIMITS, SHORT
from service4_lilypond.tests.hostile import BODIES
from service4_lilypond.tests.processes import processes_in

LANDLOCK = 444
SECRET = "do not tell"

kernel_guards_files = ctypes.CDLL(None).syscall(LANDLOCK, 0, 0, 1) > 0


@dataclass(frozen=True)
class Target:
    """A file that must never appear, and one that must be left alone."""

    trap: Path
    secret: Path

    def aim(self, body: str) -> str:
        return body.replace("TRAP", str(self.trap)).replace("SECRET", str(self.secret))

    @property
    def state(self) -> object:
        found = self.secret.stat()
        marks = (found.st_mode, found.st_mtime_ns, found.st_nlink)
        return (self.trap.exists(), self.secret.read_text(), marks)


@pytest.fixture
def target() -> Iterator[Target]:
    with tempfile.TemporaryDirectory(prefix="melodie-target-") as name:
        made = Target(Path(name, "trap"), Path(name, "secret"))
        made.secret.write_text(SECRET)
        yield made


@pytest.fixture(scope="module")
def good(slot: WorkerSlot) -> bytes:
    """What a good score looks like before any attack."""
    return picture(Engraver([slot], LIMITS, waiting=0))


def picture(engraver: Engraver) -> bytes:
    return engraver.engrave(warm_up_text(), [Output.PNG])[Output.PNG]


@pytest.mark.skipif(not kernel_guards_files, reason="this kernel has no Landlock")
@pytest.mark.parametrize("attack", BODIES)
def test_whatever_lilypond_is_fed_does_no_harm_and_the_next_score_is_good(
    slot: WorkerSlot,
    workshop: Path,
    target: Target,
    good: bytes,
    caplog: pytest.LogCaptureFixture,
    *,
    attack: str,
) -> None:
    running, before = processes_in(workshop), target.state
    engraved = b""
    with contextlib.suppress(EngravingError):
        hurried = Engraver([slot], SHORT, waiting=0)
        engraved = hurried.engrave(target.aim(BODIES[attack]), [Output.PDF])[Output.PDF]
    assert target.state == before
    assert processes_in(workshop) <= running
    assert SECRET not in caplog.text
    assert SECRET.encode() not in engraved
    assert picture(Engraver([slot], LIMITS, waiting=0)) == good


def test_what_a_score_puts_in_the_place_of_a_file_is_not_read(
    tmp_path: Path, target: Target
) -> None:
    # Landlock refuses links; where the kernel has none, this is what stands in for it.
    with NamedPipes(tmp_path, [Output.PDF.value], limit=100) as pipes:
        (tmp_path / Output.PDF.value).unlink()
        (tmp_path / Output.PDF.value).symlink_to(target.secret)
        pipes.take()
        assert not pipes.written(Output.PDF.value)
        assert not pipes.whole
