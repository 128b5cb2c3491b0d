"""7. Each container is what the stack file says, and each host listens only where it should."""

import json
from typing import Any, Final

import pytest

from tests.deployment import servers, swarm
from tests.deployment.hosts import HOSTS, Host
from tests.deployment.inventory import secret_values
from tests.deployment.machine import docker, run

PUBLIC: Final = {"tcp:22", "tcp:80"}
BETWEEN_HOSTS: Final = {"tcp:2377", "tcp:7946", "udp:7946", "udp:4789"}
"""Only the other hosts reach these."""

REACH: Final = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=2).close()
except OSError:
    sys.exit(1)
"""

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
            reached = reaches(host, container["Id"], servers.MYSQL_ADDRESS, 3306)
            assert reached == (service == "frontend"), service


def reaches(host: Host, container: str, address: str, port: int) -> bool:
    """Say whether a container gets a connection."""
    script = ("python3", "-c", REACH, address, str(port))
    code = host.do("sh", "-c", 'docker exec "$@" && echo yes || true', "sh", container, *script)
    return code == "yes"


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


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.alias)
def test_strangers_reach_only_the_public_ports(host: Host) -> None:
    tried = {port: knock(host, port) for port in (22, 80, 443, 2377, 7946, 5001, 8405)}
    assert {port for port, open_ in tried.items() if open_} == {22, 80}


def knock(host: Host, port: int) -> bool:
    """Try a port of the host from the registry's address, which is no host's."""
    script = ("python3", "-c", REACH, host.address, str(port))
    quiet = f'docker exec {servers.REGISTRY} "$@" && echo yes || true'
    return run("sh", "-c", quiet, "sh", *script) == "yes"


def test_no_secret_is_seen_from_outside_its_file() -> None:
    shown = []
    for host in HOSTS:
        containers = swarm.containers(host)
        shown.append(json.dumps(containers))
        shown += [host.docker("logs", found["Id"]) for found in containers]
        shown += [
            host.docker("exec", found["Id"], "cat", "/proc/1/environ") for found in containers
        ]
    shown += [json.dumps(swarm.inspect(name)) for name in swarm.SERVICES]
    tag = swarm.image("frontend").rsplit(":", 1)[1]
    shown.append(docker("history", "--no-trunc", f"{servers.REGISTRY_HERE}/melodie-frontend:{tag}"))
    shown.append(run("git", "grep", "-h", "", "HEAD", "--", "ansible", "docker-compose*.yaml"))
    for value in secret_values():
        assert not any(value in text for text in shown)
