from pathlib import Path

import pytest

from melodie.settings import SettingsError, load
from service1_frontend.settings import FrontendSettings


def test_the_defaults_serve_one_machine() -> None:
    settings = load(FrontendSettings, {})

    assert settings.database_url.startswith("sqlite:")
    assert "127.0.0.1" in settings.notes_url


def test_an_address_is_kept_without_its_last_slash() -> None:
    settings = load(FrontendSettings, {"MELODIE_PUBLIC_URL": "https://melodie.example/"})

    assert settings.public_url == "https://melodie.example"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MELODIE_NOTES_URL", "notes:5002"),
        ("MELODIE_PUBLIC_URL", "melodie.example"),
        ("MELODIE_PUBLIC_URL", "https://melodie.example/?a=b"),
        ("MELODIE_PUBLIC_URL", "https://me:secret@melodie.example"),
        ("MELODIE_SCRIPT_NAME", "music"),
        ("MELODIE_SCRIPT_NAME", "/music/"),
        ("MELODIE_SECRET_KEY", "short"),
        ("MELODIE_TRUSTED_PROXIES", "-1"),
        ("MELODIE_ENGRAVE_TIMEOUT", "0"),
        ("MELODIE_DATABASE_POOL", "none"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable) as caught:
        load(FrontendSettings, {variable: value})

    assert value not in str(caught.value) or len(value) < 5


def test_secrets_are_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("0123456789abcdef\n")
    (tmp_path / "url").write_text("mysql://melodie:p%40ss@db/melodie\n")

    settings = load(
        FrontendSettings,
        {
            "MELODIE_SECRET_KEY_FILE": str(tmp_path / "secret"),
            "MELODIE_DATABASE_URL_FILE": str(tmp_path / "url"),
        },
    )

    assert settings.secret_key == "0123456789abcdef"
    assert settings.database_url == "mysql://melodie:p%40ss@db/melodie"


def test_an_empty_address_is_none_at_all() -> None:
    names = ("MELODIE_PUBLIC_URL", "MELODIE_TRUSTED_HOSTS", "MELODIE_SCRIPT_NAME")
    settings = load(FrontendSettings, dict.fromkeys(names, ""))

    assert settings.public_url is None
    assert settings.host_names == ()
    assert settings.path == ""
    assert settings.kept_address("x") is None


@pytest.mark.parametrize(
    ("public_url", "script_name", "address"),
    [
        ("https://a.example", "", "https://a.example/melodies/x"),
        ("https://a.example/music", "", "https://a.example/music/melodies/x"),
        ("https://a.example/", "/music", "https://a.example/music/melodies/x"),
        ("https://a.example/music/", "/music", "https://a.example/music/melodies/x"),
    ],
)
def test_the_address_that_is_kept_has_the_path_once(
    public_url: str, script_name: str, address: str
) -> None:
    given = {"MELODIE_PUBLIC_URL": public_url, "MELODIE_SCRIPT_NAME": script_name}
    assert load(FrontendSettings, given).kept_address("x") == address
