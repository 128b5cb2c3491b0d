"""Whether every service can listen on its address, found out before any is started."""

import errno
import os
import socket
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Final

from scripts.services import PACKAGES, ServiceError

LOOPBACK: Final = "127.0.0.1"

ADVICE: Final = {
    errno.EADDRINUSE: "Is Mélodie running already? Another port: --{name}-port PORT",
    errno.EACCES: "Ports below 1024 are for root alone. Another port: --{name}-port PORT",
    errno.EADDRNOTAVAIL: "The address must be one of this machine's; 127.0.0.1 always is.",
}


def address_of(host: str, port: int) -> str:
    """Return the numeric address that ``host`` names, IPv4 where it has both kinds.

    Raises ``ServiceError`` for a name that cannot be resolved.
    """
    bare = host.removeprefix("[").removesuffix("]")
    try:
        found = socket.getaddrinfo(bare, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", "it is no host name")
        raise ServiceError(f"No address is known for the host {host!r}: {why}.") from error
    return str(min(found)[4][0])  # AF_INET is a smaller number than AF_INET6


def check_free(places: Mapping[str, tuple[str, int]]) -> None:
    """Raise ``ServiceError`` unless all services could listen now on (address, port)."""
    ports: dict[int, str] = {}
    for name, (_, port) in places.items():
        if port in ports:
            raise ServiceError(
                f"The {ports[port]} and the {name} service cannot both listen on port {port}.\n"
                f"Another port: --{name}-port PORT"
            )
        ports[port] = name
    with ExitStack() as held:
        for name, (address, port) in places.items():
            try:
                held.enter_context(_listen(address, port))
            except OSError as error:
                number = error.errno or 0
                refused = f"The {name} service cannot listen on {address}, port {port}"
                advice = ADVICE.get(number, "").format(name=name)
                raise ServiceError(
                    f"{refused}: {os.strerror(number)}.\n{advice}".rstrip()
                ) from error


def free_ports() -> dict[str, int]:
    """Return a port for every service that is free on the loopback address now."""
    with ExitStack() as held:
        probes = {name: held.enter_context(_listen(LOOPBACK, 0)) for name in PACKAGES}
        return {name: probe.getsockname()[1] for name, probe in probes.items()}


def _listen(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # On every address, as gunicorn listens: IPv4's too.
    both = address == "::" and socket.has_dualstack_ipv6()
    return socket.create_server((address, port), family=family, dualstack_ipv6=both)
