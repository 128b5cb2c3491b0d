"""8. A backup brings everything back, byte for byte."""

import pytest

from tests.deployment import servers
from tests.deployment.ground import HOSTS
from tests.deployment.plays import play
from tests.deployment.visitor import keep, taken_again


@pytest.mark.usefixtures("serving")
def test_every_melody_is_back_after_the_database_was_dropped() -> None:
    kept = [keep(HOSTS[number % 3], seed=100 + number) for number in range(5)]
    rows = "SELECT COUNT(*) FROM melodie.melodies"
    before = servers.sql(rows)
    backed_up = play("backup")
    assert backed_up.status == 0, backed_up.said[-4000:]
    servers.sql("DROP DATABASE melodie; CREATE DATABASE melodie CHARACTER SET utf8mb4;")
    restored = play("restore")
    assert restored.status == 0, restored.said[-4000:]
    assert servers.sql(rows) == before
    for melody in kept:
        assert taken_again(HOSTS[0], melody) == melody.files
