"""Runs a program that Linux ends together with the process that started it.

``python -m scripts.tethered PARENT PROGRAM ARGUMENT…``, with PARENT's process
id. When PARENT is gone, however it went, the program gets SIGTERM: a killed
``scripts/start`` leaves no services behind. What the program starts, it ends.

PARENT must be started from a thread that lives as long as it does, such as the
main one: Linux takes the thread for the parent.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence
from typing import Final

PR_SET_PDEATHSIG: Final = 1


def main(arguments: Sequence[str]) -> None:
    """Become the program; never returns."""
    parent, *command = arguments
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0):
        sys.exit(f"cannot be tied to another process: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != int(parent):
        sys.exit("the process that started this is gone already")
    os.execv(command[0], command)  # noqa: S606 - our own arguments, and no shell


if __name__ == "__main__":
    main(sys.argv[1:])
