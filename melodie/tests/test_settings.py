from pathlib import Path

import pytest
from pydantic import Field

from melodie.settings import ServerSettings, Settings, SettingsError, load


class Sample(Settings):
    """Settings with a secret that has rules."""

    password: str = Field(min_length=8)
    bars: int = Field(default=8, ge=1)


SECRET = "correct-horse"


def test_a_setting_is_read_from_its_variable() -> None:
    assert load(ServerSettings, {"MELODIE_PORT": "5003"}).port == 5003


def test_what_is_not_set_has_its_default() -> None:
    assert load(ServerSettings, {}).port == 5000


def test_other_variables_do_not_matter() -> None:
    assert load(ServerSettings, {"PORT": "1", "MELODIE_COLOUR": "red"}) == ServerSettings()


def test_a_secret_is_read_from_the_file_named_without_its_last_line_break(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(SECRET + "\n")
    assert load(Sample, {"MELODIE_PASSWORD_FILE": str(file)}).password == SECRET


def test_a_file_that_is_not_there_is_named_by_its_variable(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^MELODIE_PASSWORD_FILE: cannot be read"):
        load(Sample, {"MELODIE_PASSWORD_FILE": str(tmp_path / "nothing")})


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"^MELODIE_PASSWORD_FILE: cannot be read"):
        load(Sample, {"MELODIE_PASSWORD_FILE": str(file)})


def test_a_value_and_a_file_for_it_contradict_each_other(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="both set"):
        load(Sample, {"MELODIE_PASSWORD": SECRET, "MELODIE_PASSWORD_FILE": str(tmp_path)})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", ""),
        ("WORKERS", "-1"),
        ("THREADS", "1.5"),
        ("REQUEST_TIMEOUT", "nan"),
        ("GRACEFUL_TIMEOUT", "601"),
    ],
)
def test_a_value_that_makes_no_sense_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^MELODIE_{name}: "):
        load(ServerSettings, {f"MELODIE_{name}": value})


def test_a_log_level_is_one_of_those_known() -> None:
    with pytest.raises(SettingsError, match=r"MELODIE_LOG_LEVEL.*debug"):
        load(Settings, {"MELODIE_LOG_LEVEL": "chatty"})


def test_a_required_setting_is_missed_by_name() -> None:
    with pytest.raises(SettingsError, match="MELODIE_PASSWORD"):
        load(Sample, {})


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    environ = {
        "MELODIE_BARS": "none",
        "MELODIE_LOG_LEVEL": "loud",
        "MELODIE_PASSWORD_FILE": str(tmp_path / "nothing"),
    }
    with pytest.raises(SettingsError) as raised:
        load(Sample, environ)
    for name in ("MELODIE_BARS", "MELODIE_LOG_LEVEL", "MELODIE_PASSWORD_FILE"):
        assert name in str(raised.value)


@pytest.mark.parametrize("secret", ["hunter2", "pässw"])
def test_a_value_is_never_repeated_because_it_may_be_secret(secret: str, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(secret, encoding="utf-8")
    for environ in ({"MELODIE_PASSWORD": secret}, {"MELODIE_PASSWORD_FILE": str(file)}):
        with pytest.raises(SettingsError) as raised:
            load(Sample, environ)
        assert secret not in str(raised.value)


def test_every_setting_says_what_it_is() -> None:
    for settings in (Settings, ServerSettings):
        assert all(field.description for field in settings.model_fields.values())


@pytest.mark.parametrize(
    ("host", "bind"),
    [
        ("127.0.0.1", "127.0.0.1:5000"),
        ("localhost", "localhost:5000"),
        ("::1", "[::1]:5000"),
        ("[::1]", "[::1]:5000"),
        ("::", "[::]:5000"),
    ],
)
def test_an_address_to_listen_on_is_written_as_in_a_url(host: str, bind: str) -> None:
    assert load(ServerSettings, {"MELODIE_HOST": host}).bind == bind


@pytest.mark.parametrize("host", ["", " ", "a b", "a/b", "1:2", "[localhost]", "[::1", "unix:/x"])
def test_what_is_no_address_and_no_host_name_is_refused(host: str) -> None:
    with pytest.raises(SettingsError, match=r"^MELODIE_HOST: .*must be an address or a host name"):
        load(ServerSettings, {"MELODIE_HOST": host})
