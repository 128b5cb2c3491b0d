"""The folder that keeps a stack's database, secret key and logs."""

import os
import secrets
from pathlib import Path
from typing import Final
from urllib.parse import quote

from scripts.services import ServiceError

ADVICE: Final = "Another folder: --directory FOLDER"


class Folder:
    """Where a stack keeps what it keeps; nothing is made before ``prepare``.

    Raises ``ServiceError`` for a path that is not UTF-8: no URL can say it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        if str(self.path) != os.fsencode(self.path).decode(errors="replace"):
            raise ServiceError(f"The name of the folder {str(self.path)!r} is not UTF-8.\n{ADVICE}")
        self.secret_key = self.path / "secret-key"
        self.database = self.path / "melodie.sqlite"
        self.logs = self.path / "log"

    @property
    def database_url(self) -> str:
        """The database's address, whatever characters its path has."""
        return f"sqlite:///{quote(str(self.database))}"

    def log(self, name: str) -> Path:
        """Return the file that a service logs to."""
        return self.logs / f"{name}.log"

    def prepare(self) -> None:
        """Make the folder, and draw the key that signs the forms, once, for its owner alone.

        Raises ``ServiceError`` where it cannot be used.
        """
        try:
            self.logs.mkdir(parents=True, exist_ok=True)
            self._require_writable()
            if not self.secret_key.exists():
                self._draw_secret_key()
        except OSError as error:
            at = error.filename or self.path
            raise ServiceError(
                f"Mélodie cannot write to {at}: {error.strerror}.\n{ADVICE}"
            ) from error

    def _require_writable(self) -> None:
        beside = self.database.parent.glob(f"{self.database.name}*")  # with SQLite's own files
        for path in (self.path, self.logs, *self.logs.glob("*.log"), *beside):
            if not os.access(path, os.W_OK):
                raise PermissionError(0, "it may not be changed", str(path))
        if self.secret_key.exists():
            self.secret_key.read_bytes()

    def _draw_secret_key(self) -> None:
        fresh = self.secret_key.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32))
        fresh.rename(self.secret_key)
