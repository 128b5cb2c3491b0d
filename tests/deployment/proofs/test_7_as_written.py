"""7. Each container is what the stack file says, and each host listens only where it should."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import pytest

from tests.deployment import builder, swarm
from tests.deployment.hosts import HOSTS, Host
from tests.deployment.inventory import secret_values
from tests.deployment.machine import docker, run

PUBLIC: Final = {"tcp:22", "tcp:80"}
BETWEEN_HOSTS: Final = {"tcp:2377", "tcp:7946", "udp:7946", "udp:4789"}
"""Only the other hosts reach these."""

TRIED: Final = (22, 80, 443, 2377, 7946, 5001, 5002, 5003, 5004, 8405)

REACH: Final = """
import socket, sys
from concurrent.futures import ThreadPoolExecutor

def reach(place):
    address, port = place.split(":")
    try:
        socket.create_connection((address, int(port)), timeout=2).close()
    except OSError:
        return
    print(place)

with ThreadPoolExecutor(32) as pool:
    list(pool.map(reach, sys.argv[1:]))
"""
"""Prints which of the places given, such as ``10.77.0.5:3306``, let themselves be reached."""

LOOK: Final = """
import pathlib, shutil
print(*(name for name in ("cc", "gcc", "make") if shutil.which(name)), sep="\\n", end="")
places = {
    "tests": "/app/*/tests",
    "pip cache": "/root/.cache/pip",
    "fonts": "/usr/share/fonts/*/*",
    "lilypond": "/opt/melodie/lib/python3*/site-packages/lilypond*",
}
for name, pattern in sorted(places.items()):
    if any(pathlib.Path("/").glob(pattern[1:])):
        print(name)
"""

pytestmark = pytest.mark.usefixtures("serving")


@dataclass(frozen=True)
class Container:
    """A container of the stack, as its engine describes it, and the host it is on."""

    host: Host
    described: dict[str, Any]

    @property
    def service(self) -> str:
        return swarm.service_of(self.described)

    def do(self, *command: str) -> str:
        """Run a command in it."""
        return self.host.docker("exec", self.described["Id"], *command)


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """For looks that do not wait for each other."""
    with ThreadPoolExecutor() as made:
        yield made


@pytest.fixture
def containers(pool: ThreadPoolExecutor) -> list[Container]:
    """Every container of the stack."""
    found = zip(HOSTS, pool.map(swarm.containers, HOSTS), strict=True)
    return [Container(host, described) for host, all_of_it in found for described in all_of_it]


def test_every_container_is_sealed(containers: list[Container], pool: ThreadPoolExecutor) -> None:
    def status(container: Container) -> dict[str, str]:
        lines = container.do("cat", "/proc/1/status").splitlines()
        return dict(line.split(":\t", 1) for line in lines if ":\t" in line)

    assert {container.service for container in containers} == set(swarm.SERVICES)
    for container, inside in zip(containers, pool.map(status, containers), strict=True):
        name, how = container.service, container.described["HostConfig"]
        assert container.described["Config"]["User"] == "10001:10001", name
        assert how["ReadonlyRootfs"], name
        assert how["CapDrop"] == ["ALL"], name
        assert not how["Privileged"], name
        assert how["Memory"] > 0, name
        assert how["NanoCpus"] > 0, name
        assert how["PidsLimit"] > 0, name
        assert inside["Uid"].split() == ["10001"] * 4, name
        assert int(inside["CapEff"], 16) == 0, name
        assert inside["NoNewPrivs"] == "1", name


def test_lilypond_has_no_way_out(containers: list[Container], pool: ThreadPoolExecutor) -> None:
    def routes_of(container: Container) -> list[str]:
        return container.do("cat", "/proc/net/route").splitlines()[1:]

    for container, routes in zip(containers, pool.map(routes_of, containers), strict=True):
        ways_out = [route for route in routes if route.split()[1] == "00000000"]
        service = container.service
        assert bool(ways_out) == (service in {"edge", "frontend"}), (service, routes)
    database = f"{builder.ADDRESS}:3306"
    asked = [one for one in containers if one.service in {"lilypond", "frontend"}]
    reached = pool.map(lambda one: one.do("python3", "-c", REACH, database), asked)
    for container, said in zip(asked, reached, strict=True):
        assert said == (database if container.service == "frontend" else ""), container.service


def test_no_image_holds_what_its_service_does_not_need(
    containers: list[Container], pool: ThreadPoolExecutor
) -> None:
    held = pool.map(lambda one: one.do("python3", "-c", LOOK).splitlines(), containers)
    for container, found in zip(containers, held, strict=True):
        service = container.service
        assert found == (["fonts", "lilypond"] if service == "lilypond" else []), service


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.alias)
def test_a_host_listens_only_where_it_should(host: Host) -> None:
    listed = [line.split() for line in host.do("ss", "-Hlntu").splitlines()]
    ports = {f"{row[0]}:{row[4].rsplit(':', 1)[1]}" for row in listed if not loopback(row[4])}
    assert ports >= PUBLIC
    assert ports <= PUBLIC | BETWEEN_HOSTS


def loopback(address: str) -> bool:
    return address.startswith(("127.", "[::1]"))


def test_strangers_reach_only_the_public_ports() -> None:
    addresses = [host.address for host in HOSTS]
    tried = [f"{address}:{port}" for address in addresses for port in TRIED]
    # The builder's address is no host's.
    reached = docker("exec", builder.NAME, "python3", "-c", REACH, *tried).split()
    assert set(reached) == {f"{address}:{port}" for address in addresses for port in (22, 80)}


def test_no_secret_is_seen_from_outside_its_file(
    containers: list[Container], pool: ThreadPoolExecutor
) -> None:
    shown = [json.dumps([container.described for container in containers])]
    shown += pool.map(lambda one: one.host.docker("logs", one.described["Id"]), containers)
    shown += pool.map(lambda one: one.do("cat", "/proc/1/environ"), containers)
    stack = swarm.look()
    shown.append(json.dumps(stack.services))
    image = f"{builder.REGISTRY}/melodie-frontend:{stack.tag()}"
    shown.append(builder.do("history", "--no-trunc", image))
    shown.append(run("git", "grep", "-h", "", "HEAD", "--", "ansible", "docker-compose*.yaml"))
    for value in secret_values():
        assert not any(value in text for text in shown)
