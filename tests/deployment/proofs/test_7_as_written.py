"""7. Each container is what the stack file says, and each host listens only where it should."""

import json
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


def every_container() -> list[tuple[Host, dict[str, Any]]]:
    return [(host, found) for host in HOSTS for found in swarm.containers(host)]


def test_every_container_is_sealed() -> None:
    seen = set()
    for host, container in every_container():
        name, how = swarm.service_of(container), container["HostConfig"]
        seen.add(name)
        assert container["Config"]["User"] == "10001:10001", name
        assert how["ReadonlyRootfs"], name
        assert how["CapDrop"] == ["ALL"], name
        assert not how["Privileged"], name
        assert how["Memory"] > 0, name
        assert how["NanoCpus"] > 0, name
        assert how["PidsLimit"] > 0, name
        inside = host.docker("exec", container["Id"], "cat", "/proc/1/status").splitlines()
        status = dict(line.split(":\t", 1) for line in inside if ":\t" in line)
        assert status["Uid"].split() == ["10001"] * 4, name
        assert int(status["CapEff"], 16) == 0, name
        assert status["NoNewPrivs"] == "1", name
    assert seen == set(swarm.SERVICES)


def test_lilypond_has_no_way_out() -> None:
    for host, container in every_container():
        service = swarm.service_of(container)
        routes = host.docker("exec", container["Id"], "cat", "/proc/net/route").splitlines()[1:]
        ways_out = [route for route in routes if route.split()[1] == "00000000"]
        assert bool(ways_out) == (service in {"edge", "frontend"}), (service, routes)
        if service in {"lilypond", "frontend"}:
            database = f"{builder.ADDRESS}:3306"
            reached = host.docker("exec", container["Id"], "python3", "-c", REACH, database)
            assert reached == (database if service == "frontend" else ""), service


def test_no_image_holds_what_its_service_does_not_need() -> None:
    for host, container in every_container():
        service = swarm.service_of(container)
        found = host.docker("exec", container["Id"], "python3", "-c", LOOK).splitlines()
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


def test_no_secret_is_seen_from_outside_its_file() -> None:
    shown = []
    for host in HOSTS:
        containers = swarm.containers(host)
        shown.append(json.dumps(containers))
        shown += [host.docker("logs", found["Id"]) for found in containers]
        shown += [
            host.docker("exec", found["Id"], "cat", "/proc/1/environ") for found in containers
        ]
    stack = swarm.look()
    shown.append(json.dumps(stack.services))
    image = f"{builder.REGISTRY}/melodie-frontend:{stack.tag()}"
    shown.append(builder.do("history", "--no-trunc", image))
    shown.append(run("git", "grep", "-h", "", "HEAD", "--", "ansible", "docker-compose*.yaml"))
    for value in secret_values():
        assert not any(value in text for text in shown)
