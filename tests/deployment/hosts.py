"""A host: systemd, SSH and room for a Docker of its own, inside a container.

It has an address among the other hosts and a loopback address of this machine,
on which its SSH (2222) and its ports 80 and 443 are found.
"""

from dataclasses import dataclass
from typing import Final

from tests.deployment import disks
from tests.deployment.machine import IMAGES, docker, run, wait_for

NETWORK: Final = "melodie-test"
SUBNET: Final = "10.77.0.0/24"
GATEWAY: Final = "10.77.0.1"
"""This machine, as the hosts see it."""
LABEL: Final = "melodie-test"
"""Everything the proofs make carries this label, and only that is removed again."""

IMAGE: Final = "melodie-host"
USER: Final = "deploy"
UNKNOWN: Final = ("cap_perfmon", "cap_bpf", "cap_checkpoint_restore")
"""Capabilities that an engine of version 20.10 has no name for."""

SEALS: Final = ("seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined")


@dataclass(frozen=True)
class Host:
    """One of the hosts, by number from 1."""

    number: int

    @property
    def name(self) -> str:
        return f"melodie-host{self.number}"

    @property
    def alias(self) -> str:
        return f"host{self.number}"

    @property
    def address(self) -> str:
        """Where the other hosts find it."""
        return f"10.77.0.{10 + self.number}"

    @property
    def loopback(self) -> str:
        """Where this machine finds it."""
        return f"127.0.0.{10 + self.number}"

    @property
    def url(self) -> str:
        return f"http://{self.loopback}"

    def start(self) -> None:
        """Start the host and wait until it lets people in."""
        docker(
            *("run", "-d", "--name", self.name, "--hostname", self.alias),
            *("--label", LABEL, "--network", NETWORK, "--ip", self.address),
            *("-p", f"{self.loopback}:2222:22", "-p", f"{self.loopback}:80:80"),
            *("-p", f"{self.loopback}:443:443"),
            *("--tmpfs", "/run", "--tmpfs", "/run/lock", "--tmpfs", "/tmp:exec"),  # noqa: S108
            *disks.attached(self.name),
            *privileges(),
            IMAGE,
        )
        self.settle()

    def settle(self) -> None:
        """Wait until systemd has finished starting."""
        self.do("mount", "-o", "remount,rw", "/sys")
        state = ("systemctl", "is-system-running")
        wait_for(
            f"{self.name} has started",
            60,
            lambda: self.do(*state, check=False) in {"running", "degraded"},
        )

    def admit(self, public_key: str) -> None:
        """Give the deploying user an account, and sudo, for the holder of the key."""
        home = f"/home/{USER}"
        self.do("useradd", "--create-home", "--shell", "/bin/bash", USER)
        self.do("install", "-d", "-m700", "-o", USER, f"{home}/.ssh")
        self.do("tee", f"{home}/.ssh/authorized_keys", stdin=public_key)
        self.do("tee", f"/etc/sudoers.d/{USER}", stdin=f"{USER} ALL=(ALL) NOPASSWD: ALL\n")

    def do(self, *command: str, timeout: float = 60, check: bool = True, stdin: str = "") -> str:
        """Run a command on the host as root."""
        return docker("exec", "-i", self.name, *command, timeout=timeout, check=check, stdin=stdin)

    def docker(self, *arguments: str, timeout: float = 60, check: bool = True) -> str:
        """Run Docker's client against the host's own engine."""
        return self.do("docker", *arguments, timeout=timeout, check=check)

    def kill(self) -> None:
        """Take the host's power away."""
        docker("kill", self.name)

    def boot(self) -> None:
        """Give a killed host its power back."""
        docker("start", self.name)
        self.settle()

    def come_up_again(self) -> None:
        """Wait until a host that reboots is down, then start it, as a machine's firmware does."""
        docker("wait", self.name, timeout=120)
        self.boot()

    def cut_off(self) -> None:
        """Pull the host's network cable: neither hosts nor people reach it."""
        docker("network", "disconnect", NETWORK, self.name)

    def plug_in(self) -> None:
        """Put the network cable back."""
        docker("network", "connect", "--ip", self.address, NETWORK, self.name)


HOSTS: Final = (Host(1), Host(2), Host(3))


def prepare() -> None:
    """Make the image of a bare host, and the disks of all, where they do not stand."""
    docker("build", "-q", "-t", IMAGE, str(IMAGES / "host"), timeout=600)
    disks.make(IMAGE, LABEL, [host.name for host in HOSTS])


def privileges() -> list[str]:
    """Return the options by which a container can have an engine of its own."""
    return [
        *(f"--cap-add={name.removeprefix('cap_')}" for name in capabilities()),
        *(f"--security-opt={seal}" for seal in SEALS),
        *("--device", "/dev/fuse", "--cgroupns=host", "-v", "/sys/fs/cgroup:/sys/fs/cgroup:rw"),
    ]


def capabilities() -> list[str]:
    """Name every capability that this machine itself has, and its engine knows."""
    status = run("grep", "CapBnd", "/proc/self/status").split()[1]
    names = run("capsh", f"--decode={status}").partition("=")[2].split(",")
    return [name for name in names if name not in UNKNOWN]


def host_key(host: Host) -> str:
    """Return the line by which SSH knows the host, read over Docker and not over the net."""
    key = host.do("cat", "/etc/ssh/ssh_host_ed25519_key.pub").split()
    return f"[{host.loopback}]:2222 {key[0]} {key[1]}"
