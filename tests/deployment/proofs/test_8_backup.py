"""8. A backup brings everything back, byte for byte."""

import re
from typing import Final

import pytest

from tests.deployment import servers
from tests.deployment.hosts import HOSTS
from tests.deployment.runbook import operate
from tests.deployment.visitor import keep, taken_again

EVERYTHING: Final = """
SELECT COUNT(*), BIT_XOR(CRC32(CONCAT_WS('|', id, recipe, score, created_at)))
FROM melodie.melody WHERE created_at <= @newest;
SELECT COUNT(*), BIT_XOR(CRC32(CONCAT_WS('|', melody_id, extension, sha256, HEX(content))))
FROM melodie.file JOIN melodie.melody ON melody.id = melody_id WHERE created_at <= @newest;
"""
"""What the database held at the moment of the newest melody; trying a restore makes another."""


@pytest.mark.usefixtures("serving")
def test_every_melody_is_back_after_the_database_was_dropped() -> None:
    kept = [keep(HOSTS[number % 3], seed=100 + number) for number in range(5)]
    newest = servers.sql("SELECT MAX(created_at) FROM melodie.melody")
    everything = f"SET @newest = '{newest}';{EVERYTHING}"
    before = servers.sql(everything)
    backed_up = operate("Back up and restore", "backup.yaml")
    [dump] = set(re.findall(r"melodie-\d+T\d+Z\.sql", backed_up.said))
    servers.sql("DROP DATABASE melodie; CREATE DATABASE melodie CHARACTER SET utf8mb4;")
    with servers.counting(servers.RESTORE) as restores:
        operate("Back up and restore", "restore.yaml", **{"melodie-20260131T020000Z.sql": dump})
    assert servers.sql(everything) == before
    assert restores == [1]
    for melody in kept:
        assert taken_again(HOSTS[0], melody) == melody.files
