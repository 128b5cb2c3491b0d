"""Databases as earlier releases left them, with melodies that their own code made.

Each file of ``archive`` is what SQLite says of a frontend's database after the
four services of that release had made the melodies of ``melodies.json``; files are
left out. ``python -m tests.flow.archiving NAME`` adds one of this release: do so
before ``melodie.ENGINE_VERSION`` moves, or what is stored changes its shape.
"""

import json
import logging
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from flask import Flask

from service1_frontend.services import Services
from service1_frontend.tests.apps import drain
from tests.flow.melodies import a_frontend
from tests.siblings import real_services

FOLDER: Final = Path(__file__).parent / "archive"


def melodies() -> list[dict[str, Any]]:
    """Return what is asked for; releases of before a field existed were not told of it."""
    wanted: list[dict[str, Any]] = json.loads((FOLDER / "melodies.json").read_text("utf-8"))
    return wanted


def archives() -> list[Path]:
    """Return every archive, the oldest first."""
    return sorted(FOLDER.glob("*.sql"))


def reopened(archive: Path, folder: Path, services: Services, *, grown: bool = False) -> Flask:
    """Return this release's frontend on the database that an earlier one left.

    ``grown`` adds fields that nobody knows to every object of what is stored.
    """
    with closing(sqlite3.connect(folder / "melodie.sqlite")) as database:
        database.executescript(archive.read_text(encoding="utf-8"))
        if grown:
            rows = database.execute("SELECT id, recipe, score FROM melody").fetchall()
            for melody_id, *stored in rows:
                more = [json.dumps(with_unknown_fields(json.loads(text))) for text in stored]
                database.execute(
                    "UPDATE melody SET recipe = ?, score = ? WHERE id = ?", (*more, melody_id)
                )
            database.commit()
    return a_frontend(folder, services)


def with_unknown_fields(value: Any) -> Any:
    """Return ``value`` with fields that no reader knows in every object within it."""
    if isinstance(value, list):
        return [with_unknown_fields(item) for item in value]
    if not isinstance(value, dict):
        return value
    known = {name: with_unknown_fields(item) for name, item in value.items()}
    return {"a_flag": True, **known, "a_list": [{"deep": None}], "an_object": {"words": "x"}}


def main(name: str) -> None:
    """Write an archive of this release."""
    logging.disable(logging.INFO)  # every request that a service answers
    with tempfile.TemporaryDirectory() as folder:
        app = a_frontend(Path(folder), real_services())
        for melody in melodies():
            answer = app.test_client().post("/api/v1/melodies", json=melody)
            if answer.status_code != 201:
                raise ValueError(answer.text)
        drain(app)
        with closing(sqlite3.connect(Path(folder) / "melodie.sqlite")) as database:
            database.execute("DELETE FROM file")
            database.commit()
            written = "\n".join(database.iterdump())
    (FOLDER / f"{name}.sql").write_text(f"{written}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
