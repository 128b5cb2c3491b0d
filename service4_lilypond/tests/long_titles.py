"""Titles as long, as wide and as high as sixty characters can be."""

from typing import Final

from melodie.text import MAX_TITLE

LONG: Final = {
    "W": "W" * 60,
    "words": "A rather long title for a little melody with WORDS in it MMM",
    "Chinese": "春" * 60,
    "Arabic": "أغنية الصباح " * 4,
    "a sentence in a character": "\ufdfd" * 60,
    "Hebrew": "שָׁלוֹם " * 7,
    "Thai": "เพลงของฉันที่นี่" * 3,
    "Devanagari": "क्षत्रिय " * 6,
    "Tamil": "ஔ" * 60,
    "emoji": "🎉" * 60,
    "emoji of many parts": "👩🏽\u200d🎤" * 15,
    "long dashes": "\u2e3b" * 60,
    "marks above": "e" + "\u0301" * 59,
    "marks below": "e" + "\u0323" * 59,
    "marks everywhere": "Z\u0336\u0301\u0323" * 15,
}

assert max(map(len, LONG.values())) == MAX_TITLE
