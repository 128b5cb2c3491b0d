"""What the builder runs: a registry of images, and a MySQL server for Cloud SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tests.deployment import builder
from tests.deployment.builder import REGISTRY
from tests.deployment.machine import WORK, wait_for

REGISTRY_NAME: Final = "registry"
MYSQL: Final = "mysql"
MYSQL_IMAGE: Final = f"{REGISTRY}/{MYSQL}:test"
USER: Final = "melodie"
"""Of the registry and of the database."""
PASSWORD: Final = "p@ss:/w% rd"
"""Of the registry; holds what a careless command would break on."""

MIGRATION: Final = "SELECT GET_LOCK('melodie_migrate'"
"""What a migration asks for first, where there is something to migrate."""
RESTORE: Final = "CREATE TABLE `melody`"
"""What a restore does once: nothing else makes the whole table at one stroke."""

CLIENT: Final = ("--config", str(WORK / "docker"))
"""Where this machine's client keeps its login to the registry."""


def start_registry() -> None:
    """Start the registry, with the images that it was given in this month, and log in to it."""
    if not builder.at_work(REGISTRY_NAME):
        builder.keep_volume(REGISTRY_NAME)
        data = f"{REGISTRY_NAME}:/var/lib/docker-registry"
        _serve(REGISTRY_NAME, "--volume", data, builder.build("registry"), USER, PASSWORD)
    login = ("login", "--username", USER, "--password-stdin", REGISTRY)
    wait_for("the registry answers", 60, lambda: builder.do(*CLIENT, *login, stdin=PASSWORD))


def push(image: str) -> None:
    """Push an image of the builder to the registry."""
    builder.do(*CLIENT, "push", "-q", image)


def publish(image: str) -> str:
    """Build one of the test's own images and push it; return the name it has in the registry."""
    name = f"{REGISTRY}/{image}:test"
    builder.do("tag", builder.build(image), name)
    push(name)
    return name


def start_mysql(password: str) -> None:
    """Start MySQL with an empty database and its user, who must come by TLS.

    Its image is pushed as well: the tools in it back up and restore, on the hosts.
    """
    if builder.at_work(MYSQL):
        return
    _serve(MYSQL, publish(MYSQL))
    wait_for("MySQL answers", 60, lambda: sql("SELECT 1") == "1")
    sql(
        "CREATE DATABASE melodie CHARACTER SET utf8mb4;"
        f"CREATE USER '{USER}'@'%' IDENTIFIED BY '{escaped(password)}' REQUIRE SSL;"
        f"GRANT ALL ON melodie.* TO '{USER}'@'%';"
    )


def _serve(name: str, *what: str) -> None:
    builder.do("run", "-d", "--name", name, "--network", "host", *what)


def sql(statement: str) -> str:
    """Run a statement as MySQL's own administrator and return bare rows."""
    client = ("mysql", "--socket=/tmp/mysqld.sock", "-uroot", "-N", "-B")
    return builder.do("exec", "-i", MYSQL, *client, stdin=statement, timeout=30)


@contextmanager
def counting(beginning: str) -> Iterator[list[int]]:
    """Count the statements of this beginning that MySQL is given; the list has the number after."""
    counted: list[int] = []
    sql("SET GLOBAL log_output = 'TABLE'; TRUNCATE mysql.general_log; SET GLOBAL general_log = ON")
    try:
        yield counted
    finally:
        sql("SET GLOBAL general_log = OFF")
        found = f"FROM mysql.general_log WHERE LOCATE('{escaped(beginning)}', argument) = 1"
        counted.append(int(sql(f"SELECT COUNT(*) {found}")))


def escaped(text: str) -> str:
    """Write ``text`` as it stands between the quotes of a string of MySQL's."""
    return text.replace("\\", "\\\\").replace("'", "\\'")


def mysql_ca() -> str:
    """Return the certificate of the authority that signed MySQL's own."""
    return builder.do("exec", MYSQL, "cat", "/var/lib/mysql/ca.pem") + "\n"
