from service4_lilypond.text_width import ems


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert ems("春") == ems("W") > ems("A") > ems("a")
    assert ems("春の海") == ems("春") * 3
    assert ems("") == 0
