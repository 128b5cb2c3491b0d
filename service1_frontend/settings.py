"""Settings of the frontend, from the environment."""

from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, TypeAdapter

from melodie.settings import Settings

_HTTP_URL: Final = TypeAdapter(HttpUrl)


def _check_url(text: str) -> str:
    _HTTP_URL.validate_python(text)
    return text.rstrip("/")


def _check_public_url(text: str) -> str:
    parts = urlsplit(_check_url(text))
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError("must be an address of scheme, host and path")
    return parts.geturl()


def _nothing_if_empty(value: Any) -> Any:
    """Take an empty value as none: a stack's file cannot leave a variable out."""
    return None if value == "" else value


WebAddress = Annotated[str, AfterValidator(_check_url)]
PublicAddress = Annotated[str, AfterValidator(_check_public_url)]
IfAny = BeforeValidator(_nothing_if_empty)
Seconds = Annotated[float, Field(gt=0, le=600)]


class FrontendSettings(Settings):
    """Settings of the frontend; the defaults serve one machine."""

    database_url: str = Field(
        "sqlite:///var/melodie.sqlite",
        description="Where melodies are kept: a SQLAlchemy URL of SQLite, MySQL or MariaDB.",
    )
    database_pool: int = Field(
        10, ge=1, le=100, description="Connections to the database that one process may hold."
    )
    secret_key: str | None = Field(
        None,
        min_length=16,
        description="Signs the forms. Must be the same wherever several processes serve; "
        "left out, each process draws its own.",
    )
    notes_url: WebAddress = Field(
        "http://127.0.0.1:5002", description="Where the notes service answers."
    )
    rhythm_url: WebAddress = Field(
        "http://127.0.0.1:5003", description="Where the rhythm service answers."
    )
    lilypond_url: WebAddress = Field(
        "http://127.0.0.1:5004", description="Where the LilyPond service answers."
    )
    compose_timeout: Seconds = Field(
        5, description="Seconds to wait for the notes and the rhythm service."
    )
    engrave_timeout: Seconds = Field(
        60, description="Seconds to wait for the LilyPond service, per file."
    )
    file_cache_mb: int = Field(
        48,
        ge=1,
        le=16_384,
        description="Disk space for large files made a moment ago, in MiB for each process; "
        "twice as much must be free.",
    )
    options_seconds: Seconds = Field(
        60, description="Seconds after which the choices are asked for again."
    )
    public_url: Annotated[PublicAddress | None, IfAny] = Field(
        None,
        description="The address people see, with its path; it is printed on the sheet music. "
        "Left out, none is printed, and links are to the host that each request names.",
    )
    script_name: Annotated[str | None, IfAny] = Field(
        None,
        pattern=r"^(/[A-Za-z0-9._~-]+)+$",
        description="The path that people see the pages under, where `MELODIE_PUBLIC_URL` "
        "has none; `SCRIPT_NAME` says the same.",
    )
    trusted_hosts: Annotated[str | None, IfAny] = Field(
        None,
        description="The hosts that requests may name, separated by commas; "
        "left out, any. Health and metrics answer under every name.",
    )
    trusted_proxies: int = Field(
        0, ge=0, le=5, description="Proxies in front whose forwarded addresses are believed."
    )

    @property
    def path(self) -> str:
        """The path that people see the pages under; empty where it is not known."""
        return urlsplit(self.public_url or "").path or self.script_name or ""

    @property
    def home(self) -> str | None:
        """The address that people see, with its path, if it is known."""
        if self.public_url is None or urlsplit(self.public_url).path:
            return self.public_url
        return self.public_url + self.path

    @property
    def host_names(self) -> tuple[str, ...]:
        """The hosts that requests may name; none where they may name any."""
        return tuple(n.strip().lower() for n in (self.trusted_hosts or "").split(",") if n.strip())

    def kept_address(self, melody_id: str) -> str | None:
        """Return the address of a melody's page that may be kept, or None.

        What a request says of its host is for its own answer alone.
        """
        return f"{self.home}/melodies/{melody_id}" if self.home else None
