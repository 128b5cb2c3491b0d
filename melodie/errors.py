"""The exceptions that a service answers with.

::

    MelodieError
    ├── InvalidInput          422  a field holds what cannot be done
    ├── NotFound              404  no such melody, file or page
    ├── UnsupportedMediaType  415  the body is not JSON
    ├── NotAcceptable         406  no format that the caller takes
    ├── Busy                  503  no capacity now; try again later
    ├── NotReady              503  what a service depends on is not there
    ├── UpstreamError
    │   ├── UpstreamRefused     502  another service answered nonsense
    │   ├── UpstreamUnavailable 503  another service does not answer
    │   └── UpstreamTimeout     504  another service is too slow
    ├── StoreUnavailable      503  the database does not answer
    └── EngravingError        500  a score could not be engraved
        └── EngravingTimeout  504  ... in the time allowed

``detail`` is always fit to be shown to a person; what only an operator may
see goes to the log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

MAX_FAULTS: Final = 20
"""Faults that one answer names; of the rest it gives the number."""

MAX_FIELD: Final = 100
"""Characters of a field's name that are told."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field; ``field`` is a path such as ``bars.0.events``."""

    field: str
    detail: str

    @classmethod
    def found(cls, field: str, message: str) -> "FieldError":
        """Take over what a validator says, without its own preface.

        The field's name may be anything a stranger sent: it is shortened, and
        halves of characters in it are replaced, for no answer can hold them.
        """
        told = field if len(field) <= MAX_FIELD else f"{field[:MAX_FIELD]}…"
        told = told.encode("utf-8", "replace").decode()
        return cls(told, message.removeprefix("Value error, "))


class MelodieError(Exception):
    """Anything that goes wrong in a way we have thought about."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Something went wrong on our side"
    retry_after: ClassVar[int | None] = None

    def __init__(self, detail: str, fields: Iterable[FieldError] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = tuple(fields)


class InvalidInput(MelodieError):
    """A field is missing, unknown, or holds what cannot be done."""

    status = 422
    slug = "invalid-input"
    title = "Some of this cannot be done"

    @classmethod
    def of(cls, field: str, detail: str) -> "InvalidInput":
        """Name the one field at fault."""
        return cls(f"{field}: {detail}", [FieldError(field, detail)])

    @classmethod
    def naming(cls, faults: Sequence[FieldError], found: int = 0) -> "InvalidInput":
        """Name the first fields at fault; the sentence tells of three of them.

        ``found`` is how many there are where ``faults`` are only the first.
        """
        sentence = "; ".join(f"{fault.field}: {fault.detail}" for fault in faults[:3])
        more = max(found, len(faults)) - 3
        if more > 0:
            sentence += f" (and {more} more)"
        return cls(sentence or "The body cannot be used.", faults[:MAX_FAULTS])


class NotFound(MelodieError):
    """There is nothing here."""

    status = 404
    slug = "not-found"
    title = "There is nothing here"


class UnsupportedMediaType(MelodieError):
    """The body is of a kind that is not read."""

    status = 415
    slug = "unsupported-media-type"
    title = "This kind of body is not read"


class NotAcceptable(MelodieError):
    """None of the formats that the caller takes is made."""

    status = 406
    slug = "not-acceptable"
    title = "This format is not made"


class Busy(MelodieError):
    """All hands are full."""

    status = 503
    slug = "busy"
    title = "Too much at once"
    retry_after = 2


class NotReady(MelodieError):
    """What the service depends on is not there."""

    status = 503
    slug = "not-ready"
    title = "Not ready"
    retry_after = 2


class UpstreamError(MelodieError):
    """Another service failed us."""

    status = 502
    slug = "upstream-error"
    title = "A part of Mélodie failed"


class UpstreamRefused(UpstreamError):
    """Another service answered what we did not expect."""

    slug = "upstream-refused"
    title = "A part of Mélodie answered unexpectedly"


class UpstreamUnavailable(UpstreamError):
    """Another service does not answer."""

    status = 503
    slug = "upstream-unavailable"
    title = "A part of Mélodie is resting"
    retry_after = 5


class UpstreamTimeout(UpstreamError):
    """Another service took too long."""

    status = 504
    slug = "upstream-timeout"
    title = "A part of Mélodie took too long"
    retry_after = 5


class StoreUnavailable(MelodieError):
    """The database does not answer."""

    status = 503
    slug = "store-unavailable"
    title = "The library of melodies is resting"
    retry_after = 5


class EngravingError(MelodieError):
    """The score could not be engraved."""

    slug = "engraving-failed"
    title = "This melody could not be engraved"


class EngravingTimeout(EngravingError):
    """Engraving took longer than allowed."""

    status = 504
    slug = "engraving-timeout"
    title = "Engraving took too long"
