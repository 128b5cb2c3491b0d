"""Files between being made and being kept: who waits for one need not wait for the database."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Final

from service1_frontend.library.contents import InMemory

MOST: Final = 32
"""Files that are held; what is pushed out is made again for the next who asks."""


class Unkept:
    """Holds files until they are kept elsewhere; shared by all threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._files: OrderedDict[Hashable, InMemory] = OrderedDict()
        self._claimed: set[Hashable] = set()

    def get(self, key: Hashable) -> InMemory | None:
        """Return a file that is held, or None."""
        with self._lock:
            return self._files.get(key)

    def put(self, key: Hashable, made: InMemory) -> None:
        """Hold a file; the one that has been held for longest makes room."""
        with self._lock:
            self._files[key] = made
            while len(self._files) > self._most:
                self._files.popitem(last=False)

    @contextmanager
    def claim(self, key: Hashable) -> Iterator[InMemory | None]:
        """Yield a file to the one caller that keeps it, None to all others; let go of it after.

        Others find it meanwhile.
        """
        with self._lock:
            claimed = None if key in self._claimed else self._files.get(key)
            if claimed is not None:
                self._claimed.add(key)
        try:
            yield claimed
        finally:
            if claimed is not None:
                with self._lock:
                    self._claimed.discard(key)
                    self._files.pop(key, None)
