import json
import logging
from select import PIPE_BUF

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # emptied by reading
@given(said=st.text(max_size=3000), more=st.text(max_size=3000), traceback=st.text())
def test_a_line_is_written_at_once_however_much_there_is_to_say(
    capsys: pytest.CaptureFixture[str], said: str, more: str, traceback: str
) -> None:
    configure_logging("notes", "info")
    error = ValueError("at the beginning" + traceback + "x" * 5000 + "at the end")
    extra = {"upstream": more, "melody": more}
    logging.getLogger("somewhere").error("%s", said, exc_info=error, extra=extra)
    line = capsys.readouterr().out
    assert len(line.encode("utf-8", "surrogatepass")) <= PIPE_BUF
    assert line.count("\n") == 1
    assert json.loads(line)["level"] == "error"


def test_a_long_traceback_keeps_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("notes", "info")
    error = ValueError("é\n" * 5000 + "at the end")
    logging.getLogger("somewhere").error("failed", exc_info=error)
    line = line_of(capsys)
    assert str(line["exception"]).endswith("at the end")
    assert line["event"] == "failed"


def test_less_than_the_level_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("notes", "warning")
    logging.getLogger("somewhere").info("unheard")
    logging.getLogger("gunicorn.error").info("unheard")
    assert capsys.readouterr().out == ""


def test_gunicorn_speaks_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("notes", "info")
    logging.getLogger("gunicorn.error").info("Booting worker")
    assert line_of(capsys)["event"] == "Booting worker"
