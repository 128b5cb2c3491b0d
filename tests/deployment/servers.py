"""What stands beside the hosts: a registry of images, and a MySQL server for Cloud SQL."""

from typing import Final

from tests.deployment.hosts import LABEL, NETWORK, runs
from tests.deployment.machine import ROOT, docker, run, wait_for

IMAGES: Final = ROOT / "tests" / "deployment" / "images"

REGISTRY: Final = "melodie-registry"
REGISTRY_INSIDE: Final = "10.77.0.5:5000"
REGISTRY_HERE: Final = "127.0.0.5:5000"
"""The same registry, as the hosts and as this machine's engine reach it."""

MYSQL: Final = "melodie-mysql"
MYSQL_ADDRESS: Final = "10.77.0.6"
USER: Final = "melodie"
PASSWORD: Final = "p@ss:/w% rd"
"""Holds what a careless address would break on."""


def start_registry() -> None:
    """Start the registry, keeping nothing when it goes."""
    if runs(REGISTRY):
        return
    _build("registry")
    docker(
        *("run", "-d", "--name", REGISTRY, "--label", LABEL, "--network", NETWORK),
        *("--ip", "10.77.0.5", "-p", "127.0.0.5:5000:5000"),
        *("-v", "/var/lib/docker-registry", "melodie-test-registry"),
    )
    answer = ("curl", "-fsS", f"http://{REGISTRY_HERE}/v2/")
    wait_for("the registry answers", 20, lambda: run(*answer) == "{}")


def start_mysql() -> None:
    """Start MySQL with an empty database and its user, who must come by TLS."""
    if runs(MYSQL):
        return
    _build("mysql")
    docker(
        *("run", "-d", "--name", MYSQL, "--label", LABEL, "--network", NETWORK),
        *("--ip", MYSQL_ADDRESS, "melodie-test-mysql"),
    )
    wait_for("MySQL answers", 60, lambda: sql("SELECT 1") == "1")
    sql(
        "CREATE DATABASE melodie CHARACTER SET utf8mb4;"
        f"CREATE USER '{USER}'@'%' IDENTIFIED BY '{PASSWORD}' REQUIRE SSL;"
        f"GRANT ALL ON melodie.* TO '{USER}'@'%';"
    )


def sql(statement: str) -> str:
    """Run a statement as MySQL's own administrator and return bare rows."""
    client = ("mysql", "--socket=/tmp/mysqld.sock", "-uroot", "-N", "-B")
    return docker("exec", "-i", MYSQL, *client, stdin=statement, timeout=30)


def mysql_ca() -> str:
    """Return the certificate of the authority that signed MySQL's own."""
    return docker("exec", MYSQL, "cat", "/var/lib/mysql/ca.pem") + "\n"


def push_mysql() -> str:
    """Push MySQL's image, whose tools back up and restore, and return its name for the hosts."""
    here = f"{REGISTRY_HERE}/mysql:test"
    docker("tag", "melodie-test-mysql", here)
    docker("push", "-q", here, timeout=300)
    return here.replace(REGISTRY_HERE, REGISTRY_INSIDE)


def _build(image: str) -> None:
    docker("build", "-q", "-t", f"melodie-test-{image}", str(IMAGES / image), timeout=900)
