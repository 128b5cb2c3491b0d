"""Large files that were made a moment ago, kept for a while on this machine's disk."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from service1_frontend.library.contents import OnDisk


class FileCache:
    """Keeps the files used last, ``most`` bytes together; shared by all threads.

    A file that is dropped stays whole for those who are reading it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._files: OrderedDict[Hashable, OnDisk] = OrderedDict()

    def get(self, key: Hashable) -> OnDisk | None:
        """Return a file, if it is still there."""
        with self._lock:
            found = self._files.get(key)
            if found is not None:
                self._files.move_to_end(key)
            return found

    def put(self, key: Hashable, content: OnDisk) -> None:
        """Keep a file; those that were not used for longest make room for it."""
        with self._lock:
            self._files[key] = content
            self._files.move_to_end(key)
            while self._files and self._size > self._most:
                self._files.popitem(last=False)

    def clear(self) -> None:
        """Drop every file."""
        with self._lock:
            self._files.clear()

    @property
    def _size(self) -> int:
        return sum(content.size for content in self._files.values())
