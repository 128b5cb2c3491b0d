"""What stands beside the hosts: a registry of images, and a MySQL server for Cloud SQL."""

from typing import Final

import requests

from tests.deployment.hosts import LABEL, NETWORK, runs
from tests.deployment.machine import ROOT, WORK, docker, wait_for

IMAGES: Final = ROOT / "tests" / "deployment" / "images"

REGISTRY: Final = "melodie-registry"
REGISTRY_INSIDE: Final = "10.77.0.5:5000"
REGISTRY_HERE: Final = "127.0.0.5:5000"
"""The same registry, as the hosts and as this machine's engine reach it."""

MYSQL: Final = "melodie-mysql"
MYSQL_ADDRESS: Final = "10.77.0.6"
MYSQL_INSIDE: Final = f"{REGISTRY_INSIDE}/mysql:test"
USER: Final = "melodie"
"""Of the registry and of the database."""
PASSWORD: Final = "p@ss:/w% rd"
"""Of the registry; holds what a careless command would break on."""

LOGIN: Final = WORK / "docker"
"""Where this machine's client keeps its login to the registry."""


def start_registry() -> None:
    """Start the registry, which keeps nothing when it goes, and log in to it."""
    if not runs(REGISTRY):
        build("registry")
        docker(
            *("run", "-d", "--name", REGISTRY, "--label", LABEL, "--network", NETWORK),
            *("--ip", "10.77.0.5", "-p", "127.0.0.5:5000:5000"),
            *("-v", "/var/lib/docker-registry", "melodie-test-registry", USER, PASSWORD),
        )
    wait_for("the registry answers", 30, _registry_asks_who_comes)
    docker(
        *("--config", str(LOGIN), "login", "--username", USER, "--password-stdin", REGISTRY_HERE),
        stdin=PASSWORD,
    )


def _registry_asks_who_comes() -> bool:
    answer = requests.get(f"http://{REGISTRY_HERE}/v2/", timeout=5)
    return bool(answer.status_code == requests.codes.unauthorized)


def push(image: str) -> None:
    """Push an image of this machine to the registry."""
    docker("--config", str(LOGIN), "push", "-q", image, timeout=300)


def start_mysql(password: str) -> None:
    """Start MySQL with an empty database and its user, who must come by TLS."""
    if runs(MYSQL):
        return
    build("mysql")
    docker(
        *("run", "-d", "--name", MYSQL, "--label", LABEL, "--network", NETWORK),
        *("--ip", MYSQL_ADDRESS, "melodie-test-mysql"),
    )
    wait_for("MySQL answers", 60, lambda: sql("SELECT 1") == "1")
    sql(
        "CREATE DATABASE melodie CHARACTER SET utf8mb4;"
        f"CREATE USER '{USER}'@'%' IDENTIFIED BY '{escaped(password)}' REQUIRE SSL;"
        f"GRANT ALL ON melodie.* TO '{USER}'@'%';"
    )


def sql(statement: str) -> str:
    """Run a statement as MySQL's own administrator and return bare rows."""
    client = ("mysql", "--socket=/tmp/mysqld.sock", "-uroot", "-N", "-B")
    return docker("exec", "-i", MYSQL, *client, stdin=statement, timeout=30)


def escaped(text: str) -> str:
    """Write ``text`` as it stands between the quotes of a string of MySQL's."""
    return text.replace("\\", "\\\\").replace("'", "\\'")


def mysql_ca() -> str:
    """Return the certificate of the authority that signed MySQL's own."""
    return docker("exec", MYSQL, "cat", "/var/lib/mysql/ca.pem") + "\n"


def push_mysql() -> None:
    """Push MySQL's image, whose tools back up and restore, to where the hosts find it."""
    push_as("melodie-test-mysql", MYSQL_INSIDE)


def push_as(image: str, name: str) -> None:
    """Push an image of this machine under ``name``, which is the hosts' name for it."""
    here = name.replace(REGISTRY_INSIDE, REGISTRY_HERE)
    docker("tag", image, here)
    push(here)


def build(image: str) -> None:
    """Build one of the images of the test's own servers."""
    docker("build", "-q", "-t", f"melodie-test-{image}", str(IMAGES / image), timeout=900)
