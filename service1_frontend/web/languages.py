"""The language of the request being answered, and what is said in it.

Every word that people read is an English message, looked up in a catalogue of
gettext when it is shown. English needs none: its messages are the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any, Final, cast

from flask import Flask, Response, current_app, has_request_context, request

ENGLISH: Final = "en"
LANGUAGES: Final = "melodie.languages"
SPOKEN: Final = "melodie.language"
CATALOGUE: Final = "melodie.catalogue"
"""Where a request keeps the language that it is answered in, and its catalogue: a page asks for
it 900 times."""


@dataclass(frozen=True, slots=True)
class Languages:
    """Catalogues by the tag of their language; the first is the default."""

    catalogues: Mapping[str, NullTranslations]

    @property
    def default(self) -> str:
        """The tag of the first language."""
        return next(iter(self.catalogues))


ONLY_ENGLISH: Final = Languages({ENGLISH: NullTranslations()})


def speak(app: Flask, languages: Languages = ONLY_ENGLISH) -> None:
    """Let ``app`` answer in the one of ``languages`` that a browser asks for."""
    app.extensions[LANGUAGES] = languages
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext
    )
    app.jinja_env.globals.update(language=language, number=number)

    @app.after_request
    def vary(response: Response) -> Response:
        """Tell caches that a page depends on the language which was asked for."""
        if response.mimetype == "text/html" and len(_languages().catalogues) > 1:
            response.vary.add("Accept-Language")
        return response


def language() -> str:
    """Return the tag of the language that the request is answered in."""
    if not has_request_context():
        return ENGLISH
    environ = request.environ
    if SPOKEN not in environ:
        languages = _languages()
        best = request.accept_languages.best_match(languages.catalogues)
        environ[SPOKEN] = best or languages.default
    return cast("str", environ[SPOKEN])


def gettext(message: str, **params: Any) -> str:
    """Say ``message``, with ``params`` in the places that it names, such as ``%(most)s``."""
    return _filled(_catalogue().gettext(message) if message else "", params)


def ngettext(one: str, many: str, n: int, **params: Any) -> str:
    """Say of ``n`` things what fits their number."""
    return _filled(_catalogue().ngettext(one, many, n), params)


def pgettext(context: str, message: str, **params: Any) -> str:
    """Say a ``message`` whose words mean something else in another ``context``."""
    return _filled(_catalogue().pgettext(context, message) if message else "", params)


def number(count: int) -> str:
    """Return a whole number with its thousands apart."""
    return f"{count:,}".replace(",", pgettext("between thousands", ","))


def _languages() -> Languages:
    return cast("Languages", current_app.extensions[LANGUAGES])


def _catalogue() -> NullTranslations:
    if not has_request_context():
        return ONLY_ENGLISH.catalogues[ENGLISH]
    environ = request.environ
    if CATALOGUE not in environ:
        environ[CATALOGUE] = _languages().catalogues[language()]
    return cast("NullTranslations", environ[CATALOGUE])


def _filled(said: str, params: Mapping[str, Any]) -> str:
    return said % params if params else said
