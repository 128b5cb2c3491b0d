"""Typed settings from the environment; a service with a wrong value does not start.

A setting ``port`` is read from ``MELODIE_PORT``, or from the file that
``MELODIE_PORT_FILE`` names, which is how secrets arrive.
"""

import re
from collections.abc import Mapping
from ipaddress import IPv6Address
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

PREFIX: Final = "MELODIE_"
_HOST: Final = re.compile(r"[^\s:/\[\]]+")

LogLevel = Literal["debug", "info", "warning", "error"]
Port = Annotated[int, Field(ge=1, le=65535)]


def _check_host(host: str) -> str:
    """Take an IPv6 address with or without the brackets that it has in a URL."""
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if _is_ipv6(bare) or (bare == host and _HOST.fullmatch(bare)):
        return bare
    raise ValueError("must be an address or a host name")


def _is_ipv6(text: str) -> bool:
    try:
        return bool(IPv6Address(text))
    except ValueError:
        return False


Host = Annotated[str, AfterValidator(_check_host)]


class SettingsError(Exception):
    """Names every variable that keeps a service from starting, and why."""


class Settings(BaseModel):
    """Settings of every service; each field's description is its documentation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    log_level: LogLevel = Field("info", description="How much is logged.")
    max_body_bytes: int = Field(
        1_000_000,
        ge=1_000,
        le=50_000_000,
        description="Largest request body taken, in bytes; the frontend takes 16384 at most.",
    )
    revision: str = Field(
        "unknown", max_length=64, description="The commit that runs, as /version reports it."
    )


class ServerSettings(BaseModel):
    """How gunicorn serves: read by melodie.gunicorn, the same for every service."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: Host = Field("127.0.0.1", description="The address to listen on, IPv4 or IPv6.")
    port: Port = Field(5000, description="The port to listen on.")
    workers: int = Field(1, ge=1, le=64, description="Processes that serve requests.")
    threads: int = Field(8, ge=1, le=256, description="Requests that one process serves at a time.")
    request_timeout: int = Field(
        90, ge=5, le=600, description="Seconds after which a stuck worker is replaced."
    )
    graceful_timeout: int = Field(
        20, ge=1, le=600, description="Seconds that running requests get when the server stops."
    )

    @property
    def bind(self) -> str:
        """The address and the port, as in a URL: an IPv6 address stands in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


S = TypeVar("S", bound=BaseModel)


def load(settings: type[S], environ: Mapping[str, str]) -> S:
    """Read ``settings`` from ``environ``.

    Raises ``SettingsError`` that names every variable at fault, and never
    repeats a value, which may be a secret.
    """
    values: dict[str, str] = {}
    problems: list[str] = []
    for field in settings.model_fields:
        try:
            given = _given(PREFIX + field.upper(), environ)
        except SettingsError as error:
            problems.append(str(error))
            continue
        if given is not None:
            values[field] = given
    try:
        loaded = settings.model_validate(values)
    except ValidationError as error:
        problems += [
            f"{PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors()
        ]
    if problems:
        raise SettingsError("; ".join(problems))
    return loaded


def _given(name: str, environ: Mapping[str, str]) -> str | None:
    path = environ.get(f"{name}_FILE")
    if path is None:
        return environ.get(name)
    if name in environ:
        raise SettingsError(f"{name} and {name}_FILE are both set; set one")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}_FILE: cannot be read ({type(error).__name__})") from error
