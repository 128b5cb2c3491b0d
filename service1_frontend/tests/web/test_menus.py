from wtforms import Form
from wtforms.fields.choices import SelectChoice

from service1_frontend.web.menus import MenuField


class _Form(Form):  # type: ignore[misc] # WTForms brings no types
    menu = MenuField(choices=[SelectChoice("a", "A"), SelectChoice('"><b>', "<i>&")])


def test_a_menu_marks_what_is_chosen() -> None:
    assert '<option selected value="a">A</option>' in _Form(menu="a").menu()


def test_nothing_that_a_choice_is_called_becomes_markup() -> None:
    written = _Form().menu()

    assert '<option value="&#34;&gt;&lt;b&gt;">&lt;i&gt;&amp;</option>' in written
