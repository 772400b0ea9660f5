"""Names contain only visible characters."""

import pytest
from django.core.exceptions import ValidationError

from home.core.fields.names import validate_name


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
