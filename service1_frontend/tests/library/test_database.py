from pathlib import Path

import pytest

from melodie.settings import SettingsError
from service1_frontend.library.database import database_url


def test_a_sqlite_path_is_relative_to_where_the_service_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert database_url("sqlite:///var/x.sqlite").database == str(tmp_path / "var/x.sqlite")


@pytest.mark.parametrize("scheme", ["mysql", "mariadb", "mysql+pymysql", "mysql+mysqldb"])
def test_mysql_is_spoken_by_pymysql_in_every_script(scheme: str) -> None:
    url = database_url(f"{scheme}://me:p%40ss%3A%2F@db:3306/melodie")

    assert url.drivername == "mysql+pymysql"
    assert url.password == "p@ss:/"
    assert url.query["charset"] == "utf8mb4"


@pytest.mark.parametrize(
    "address",
    ["", "melodie.sqlite", "postgresql://db/melodie", "sqlite://", "sqlite:///:memory:", "x://y"],
)
def test_another_database_is_refused_by_the_name_of_its_setting(address: str) -> None:
    with pytest.raises(SettingsError, match="MELODIE_DATABASE_URL"):
        database_url(address)
