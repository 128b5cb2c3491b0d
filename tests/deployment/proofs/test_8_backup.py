"""8. A backup brings everything back, byte for byte."""

import re

import pytest

from tests.deployment import servers
from tests.deployment.hosts import HOSTS
from tests.deployment.runbook import operate
from tests.deployment.visitor import keep, taken_again


@pytest.mark.usefixtures("serving")
def test_every_melody_is_back_after_the_database_was_dropped() -> None:
    kept = [keep(HOSTS[number % 3], seed=100 + number) for number in range(5)]
    rows = "SELECT COUNT(*) FROM melodie.melodies"
    before = servers.sql(rows)
    backed_up = operate("Back up and restore", "backup.yaml")
    [dump] = set(re.findall(r"melodie-\d+T\d+Z\.sql", backed_up.said))
    servers.sql("DROP DATABASE melodie; CREATE DATABASE melodie CHARACTER SET utf8mb4;")
    operate("Back up and restore", "restore.yaml", **{"melodie-20260131T020000Z.sql": dump})
    assert servers.sql(rows) == before
    for melody in kept:
        assert taken_again(HOSTS[0], melody) == melody.files
