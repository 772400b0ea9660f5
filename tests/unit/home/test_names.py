"""Names contain only visible characters."""

import re

import pytest
from django.core.exceptions import ValidationError

from home.core.fields.names import validate_name

UNSEEN = {
    "controls": "\x00\x01\x07\x0b\x1b\x1f\x7f\x80\x85\x9f",
    "of no width": "\u200b\u2060\ufeff\u00ad",
    "joiners between Latin letters": "\u200c\u200d",
    "for directions": "\u061c\u200e\u200f\u202a\u202d\u202e\u2066\u2067\u2069",
    "of private use": "\ue000\uf0b7\uf8ff\U000f0000\U0010fffd",
    "unassigned": "\u0378\ufdd0\uffff\U0001fffe",
    "of nothing drawn": "\u3164\u2800\ufe0f\ufffc\ufffd\U000e0041",
}


@pytest.mark.parametrize(
    "name",
    [
        "Lucía Ferrer",
        "Nguyễn Văn Ấn",
        "Jose\u0301 O’Neill-García",
        "李小龍",
        "김민준",
        "สมชาย",
        "தமிழ்",
        "می\u200cنو",  # Persian uses a zero-width non-joiner
        "ක්\u200dරිස්",  # and Sinhala a zero-width joiner
        "Room 2 · “East”",
    ],
)
def test_a_name_in_any_script_is_a_name(name):
    validate_name(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ana\u200b", "U+200B"),
        ("\ufeffAna", "U+FEFF"),
        ("An\u200da", "U+200D"),
        ("Ana\u202eanA", "U+202E"),
        ("Ana\x07", "U+0007"),
        ("Ana\nDuarte", "U+000A"),
        ("\uf0b7 Ana", "U+F0B7"),
        ("\u3164", "U+3164"),
        ("Ana\ufe0f", "U+FE0F"),
        ("Ana\u2028Duarte", "U+2028"),
        ("Ana\U000e0041", "U+E0041"),
        ("\u0378", "U+0378"),
    ],
)
def test_invisible_characters_are_refused_and_named(name, code):
    with pytest.raises(ValidationError) as refused:
        validate_name(name)
    assert refused.value.messages == [
        f"This contains an invisible character ({code}). Type the text instead of pasting it."
    ]


@pytest.mark.parametrize("characters", UNSEEN.values(), ids=UNSEEN.keys())
def test_each_kind_of_invisible_character_is_refused(characters):
    for each in characters:
        with pytest.raises(ValidationError, match=re.escape(f"(U+{ord(each):04X})")):
            validate_name(f"Ana{each}Duarte")
