"""What the frontend can be told."""

from typing import Annotated, Final

from pydantic import AfterValidator, Field, HttpUrl, TypeAdapter

from melodie.settings import Settings

_HTTP_URL: Final = TypeAdapter(HttpUrl)


def _check_url(text: str) -> str:
    _HTTP_URL.validate_python(text)
    return text.rstrip("/")


WebAddress = Annotated[str, AfterValidator(_check_url)]
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
    public_url: WebAddress | None = Field(
        None,
        description="The address people see, printed on the sheet music; "
        "left out, it is taken from each request.",
    )
    trusted_proxies: int = Field(
        0, ge=0, le=5, description="Proxies in front whose forwarded addresses are believed."
    )
