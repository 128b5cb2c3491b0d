"""Who is not root engraves too, confined no less."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import lilypond
import pytest

from service4_lilypond.engraving.startup import SCHEME, SOURCE
from service4_lilypond.engraving.worker import LOG

NOBODY: Final = "65534"

# An ordinary user's id and none of root's privileges; files stay readable,
# because a checkout that root owns may lie where nobody else can look.
DROP: Final = (
    *("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"),
    *(f"--{kind}=-all,+dac_override" for kind in ("inh-caps", "ambient-caps", "bounding-set")),
)

ENGRAVE: Final = """
import os
from pathlib import Path
from service4_lilypond.engraving.engraver import Engraver
from service4_lilypond.engraving.worker import Output
from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.tests.conftest import LIMITS
from service4_lilypond.lilypond.warming import warm_up_text

capabilities = Path("/proc/self/status").read_text().split("CapEff:")[1].split()[0]
SYS_ADMIN = 21
assert os.geteuid() != 0 and not int(capabilities, 16) >> SYS_ADMIN & 1
engraver = Engraver([WorkerSlot(warm_up_text(), 10)], LIMITS, waiting=0)
try:
    engraved = engraver.engrave(warm_up_text(), list(Output))
finally:
    engraver.close()
print(*(content[:4] for content in engraved.values()))
"""

# The kernel's answers are made up, so that the order shows on every kernel.
LISTEN: Final = """
(begin
  (for-each primitive-load '(SCHEME))
  (define said '())
  (define (hear word) (set! said (cons word said)) 0)
  (set! prctl (lambda (option . _) (hear (list 'prctl option))))
  (set! syscall (lambda (number a size flags . _)
    (if (= 1 flags) 7 (begin (hear (list 'syscall number)) 0))))
  (set! setrlimit (lambda _ 0))
  (set! close-fdes (lambda _ 0))
  (set! engrave (lambda _ #t))
  (set! setsid (lambda _ 0))
  (set! dup2 (lambda _ 0))
  (begin-job '("/usr") "." '() '() 1 1 1)
  (display (reverse said))
  (force-output)
  (primitive-_exit 0))
"""
NO_NEW_PRIVILEGES, SECCOMP, LANDLOCK = "(prctl 38)", "(prctl 22)", "(syscall 446)"


def test_an_ordinary_user_engraves(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    drop = DROP if os.geteuid() == 0 else ()
    engraved = subprocess.run(  # noqa: S603 -- fixed programs, no shell
        [*drop, sys.executable, "-c", ENGRAVE],
        env=os.environ | {"TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert engraved.stdout == "b'%PDF' b'\\x89PNG' b'\\x89PNG'\n", engraved.stderr


@pytest.mark.parametrize("what", [SECCOMP, LANDLOCK])
def test_new_privileges_are_given_up_before_the_kernel_is_asked_for_confinement(
    tmp_path: Path, what: str
) -> None:
    for name in (SOURCE, LOG):
        (tmp_path / name).touch()
    files = " ".join(f'"{path}"' for path in SCHEME)
    heard = subprocess.run(  # noqa: S603 -- fixed programs, no shell
        [lilypond.executable(), "-e", LISTEN.replace("SCHEME", files), "none"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
    )
    assert what in heard.stdout, heard.stderr
    assert heard.stdout.index(NO_NEW_PRIVILEGES) < heard.stdout.index(what)
