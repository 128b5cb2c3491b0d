import json
import logging

import pytest

from melodie.logs import configure_logging


def line_of(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_line_is_one_json_object_with_what_was_said_and_where(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logging("notes", "info")
    logging.getLogger("somewhere").info("%s bars\nand more", 8, extra={"melody": "é"})
    line = line_of(capsys)
    assert line.pop("time")
    assert line == {
        "service": "notes",
        "event": "8 bars\nand more",
        "logger": "somewhere",
        "level": "info",
        "melody": "é",
    }


def test_an_exception_stays_in_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("notes", "info")
    logging.getLogger("somewhere").error("failed", exc_info=KeyError("gone"))
    assert "KeyError: 'gone'" in str(line_of(capsys)["exception"])


def test_less_than_the_level_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("notes", "warning")
    logging.getLogger("somewhere").info("unheard")
    logging.getLogger("gunicorn.error").info("unheard")
    assert capsys.readouterr().out == ""


def test_gunicorn_speaks_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("notes", "info")
    logging.getLogger("gunicorn.error").info("Booting worker")
    assert line_of(capsys)["event"] == "Booting worker"
