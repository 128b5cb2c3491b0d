"""A page that is sent as it is rendered, so that its beginning is seen before its end is known."""

from collections.abc import Iterator
from contextvars import Context, copy_context
from typing import Any, Final

from flask import current_app

PIECE: Final = 4096
"""Characters that are sent together at least: what is longer, such as a picture, goes at once."""


def streamed(template: str, **values: Any) -> Iterator[str]:
    """Return a template rendered in pieces, for the body of a response.

    It may ask for the request and the session until its end, but for no database: that of the
    request is given back when the view returns.
    """
    current_app.update_template_context(values)
    page = current_app.jinja_env.get_template(template)
    return _gathered(page.generate(values), copy_context())


def _gathered(rendered: Iterator[str], request: Context) -> Iterator[str]:
    """Yield what is rendered in the context of ``request``, which has ended by then.

    Flask's own way, to keep the request open, depends on who closes an answer, and when.
    """
    waiting: list[str] = []
    length = 0
    while (text := request.run(next, rendered, None)) is not None:
        waiting.append(text)
        length += len(text)
        if length >= PIECE:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join(waiting)
