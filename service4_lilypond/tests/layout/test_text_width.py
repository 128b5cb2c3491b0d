from service4_lilypond.layout.text_width import ems, height


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert ems("春") == ems("W") > ems("A") > ems("a")
    assert ems("春の海") == ems("春") * 3
    assert ems("") == 0


def test_marks_make_words_higher_and_no_wider() -> None:
    assert ems("e\u0301\u0323") == ems("e")
    assert ems("👩\u200d🎤") == 2 * ems("🎤")
    assert height("e" + "\u0301" * 9) > height("e\u0301e\u0301") > height("eee")


def test_some_letters_are_as_wide_as_words() -> None:
    assert ems("\ufdfd") > ems("ஔ") > ems("W")
