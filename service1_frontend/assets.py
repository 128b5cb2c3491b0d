"""Bootstrap's style sheets, served from the package that carries them."""

from bootstrap_wrapper import get_bootstrap_css_dir  # type: ignore[import-untyped] # it has no types
from flask import Blueprint


def bootstrap() -> Blueprint:
    """Return the blueprint ``bootstrap``, which serves ``/bootstrap/bootstrap.min.css``."""
    return Blueprint(
        "bootstrap",
        __name__,
        static_folder=str(get_bootstrap_css_dir()),
        static_url_path="/bootstrap",
    )
