"""What a score tries by way of the kernel, from within: each attempt is refused."""

import errno
import re
from typing import Final

import pytest

from service4_lilypond.engraving.slots import WorkerSlot
from service4_lilypond.engraving.worker import Output
from service4_lilypond.tests.conftest import LIMITS

# Each is the number of a system call and its arguments; a bytevector is lent as a pointer.
ATTEMPTS: Final = {
    "a signal of its choice when a file is ready": "72 0 10 9",  # fcntl F_SETSIG
    "a file's signals to itself": "72 0 8 1",  # fcntl F_SETOWN
    "a file that may block no more": "72 0 4 2048",  # fcntl F_SETFL
    "a larger pipe": "72 1 1031 1048576",  # fcntl F_SETPIPE_SZ
    "a lock": "72 0 6 bytes",  # fcntl F_SETLK
    "a lease": "72 0 1024 0",  # fcntl F_SETLEASE
    "a copied descriptor": "72 0 0 40",  # fcntl F_DUPFD
    "limits lifted": "302 0 7 bytes 0",  # prlimit64
    "its parent's limits lifted": "302 parent 7 bytes 0",
    "limits set as of old": "160 7 bytes",  # setrlimit
    "a queue of messages": "240 bytes 66 384 0",  # mq_open
    "less niceness": "141 0 0 19",  # setpriority
    "another scheduler": "144 0 3 bytes",  # sched_setscheduler
    "a scheduler's attributes": "314 0 bytes 0",  # sched_setattr
    "a scheduler's parameters": "142 0 bytes",  # sched_setparam
    "other processors": "203 0 8 bytes",  # sched_setaffinity
    "a process": "57",  # fork
    "a process that shares memory": "58",  # vfork
    "a process by clone": "56 17 0 0 0 0",
    "a user namespace": "56 268435473 0 0 0 0",  # CLONE_NEWUSER
    "namespaces unshared": "272 268435456",
    "a process by clone3": "435 bytes 88",
    "a program": "59 bytes 0 0",  # execve
    "a program by descriptor": "322 3 bytes 0 0 4096",  # execveat
    "a socket": "41 2 1 0",
    "a pair of sockets": "53 1 1 0 bytes",
    "a pipe": "293 bytes 0",
    "a memory file": "319 bytes 0",
    "an event's descriptor": "290 0 0",
    "a set of descriptors": "291 0",  # epoll_create1
    "a timer's descriptor": "283 0 0",
    "a watch on files": "294 0",  # inotify_init1
    "a timer": "222 0 0 bytes",
    "an alarm": "37 1",
    "a sleep": "35 bytes 0",
    "io_uring": "425 1 bytes",
    "a filter of packets": "321 0 bytes 8",  # bpf
    "a measurement": "298 bytes 0 -1 -1 0",  # perf_event_open
    "a page fault of its own": "323 0",  # userfaultfd
    "keys": "250 0 0",  # keyctl
    "its parent traced": "101 16 parent 0 0",
    "its parent's memory": "310 parent bytes 1 bytes 1 0",
    "its parent's death": "62 parent 9",
    "everybody's death": "62 -1 9",
    "its parent's death by thread": "234 parent parent 9",
    "its own death unnoticed": "234 self self 9",
    "its parent held": "434 parent 0",  # pidfd_open
    "executable memory": "9 0 4096 7 34 -1 0",
    "memory made executable": "10 bytes 4096 5",
    "memory kept from being swapped": "149 bytes 4096",
    "merged memory": "28 bytes 4096 12",
    "a lock with inheritance": "202 bytes 6 0 0",  # futex FUTEX_LOCK_PI
    "shared memory": "29 0 4096 896",
    "a handler of signals": "13 25 bytes 0 8",
    "new privileges": "157 38 0 0 0 0",
    "a core to dump": "157 4 1 0 0 0",
    "another filter": "317 1 0 bytes",
    "a folder": "83 bytes 511",
    "a file opened as of old": "2 bytes 66 384",
    "a file to read and write": "257 -100 bytes 2 0",
    "a file without a name": "257 -100 bytes 4259841 384",  # O_TMPFILE
    "a file opened by openat2": "437 -100 bytes bytes 24",
    "a special file": "133 bytes 8630 259",
    "a link": "88 bytes bytes",
    "a hard link": "86 bytes bytes",
    "another name": "82 bytes bytes",
    "a file's end": "87 bytes",
    "room for a file": "285 1 0 0 1000000",  # fallocate
    "a file's length": "77 1 1000000",
    "a mount": "165 bytes bytes bytes 0 0",
    "another root": "161 bytes",
    "another folder": "80 bytes",
    "another user": "105 0",
    "a terminal's input": "16 0 21522 bytes",  # ioctl TIOCSTI
    "another host name": "170 bytes 1",
    "a look at a folder": "217 3 bytes 64",
    "a call that does not exist": "999",
}

PROBE: Final = """
#(begin
  (use-modules (system foreign) (rnrs bytevectors))
  (let* ((syscall (pointer->procedure long (dynamic-func "syscall" (dynamic-link))
                    (make-list 7 long) #:return-errno? #t))
         (bytes (pointer-address (bytevector->pointer (make-bytevector 65536 0))))
         (parent (getppid))
         (self (getpid)))
    (define (attempt name . numbers)
      (call-with-values
        (lambda () (apply syscall (list-head (append numbers '(0 0 0 0 0 0)) 7)))
        (lambda (result errno)
          (format (current-error-port) "attempt ~a: ~a ~a\\n" name result errno))))
    ATTEMPTS
    (attempt "to know itself" 39)
    (force-output (current-error-port))))
"""
REFUSED: Final = {errno.EPERM, errno.ENOSYS}


@pytest.fixture(scope="module")
def answers(slot: WorkerSlot) -> dict[str, tuple[int, int]]:
    """What the kernel answered to each attempt: a result and an error's number."""
    attempts = "\n".join(f'(attempt "{name}" {call})' for name, call in ATTEMPTS.items())
    engraved = slot.engrave(PROBE.replace("ATTEMPTS", attempts), [Output.PDF], LIMITS)
    reported = re.findall(r"^attempt (.+): (-?\d+) (\d+)$", engraved.log, re.MULTILINE)
    return {name: (int(result), int(number)) for name, result, number in reported}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_what_no_score_needs_is_refused(answers: dict[str, tuple[int, int]], attempt: str) -> None:
    result, number = answers[attempt]
    assert result == -1
    assert number in REFUSED


def test_the_attempts_are_made(answers: dict[str, tuple[int, int]]) -> None:
    assert answers["to know itself"][0] > 0
    assert len(answers) == len(ATTEMPTS) + 1
