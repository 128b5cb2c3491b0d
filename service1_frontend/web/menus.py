"""Menus of forms, whose choices are written without the general way of WTForms.

A page holds some thirty choices; written as any element with any attributes, they took
a twentieth of the time that it takes to render it.
"""

from typing import Any

from markupsafe import Markup, escape
from wtforms import SelectField
from wtforms.widgets import Select


class _Menu(Select):  # type: ignore[misc] # WTForms brings no types
    """Writes a ``<select>`` whose choices have a value, a label, and no more."""

    @classmethod
    def render_option(cls, choice: Any) -> Markup:
        """Return one choice."""
        chosen = " selected" if choice.selected else ""
        label = escape(choice.label or choice.value)
        return Markup(f'<option{chosen} value="{escape(choice.value)}">{label}</option>')  # noqa: S704 -- escaped


class MenuField(SelectField):  # type: ignore[misc] # WTForms brings no types
    """A field to choose one of a list."""

    widget = _Menu()
