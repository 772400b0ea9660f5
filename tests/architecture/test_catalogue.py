"""The Spanish catalogue is whole: a string that lacks its translation is red, not English."""

import re
from pathlib import Path

CATALOGUE = Path("portal/locale/es/LC_MESSAGES/django.po")


def entries() -> list[str]:
    blocks = CATALOGUE.read_text(encoding="utf-8").split("\n\n")
    return [block for block in blocks if re.search(r"^msgid", block, re.MULTILINE)][1:]


def joined(block: str) -> str:
    """One line a field: gettext breaks long strings over several."""
    return block.replace('"\n"', "")


def test_no_string_of_ours_lacks_its_spanish():
    empty = [b for b in entries() if re.search(r'^msgstr(\[\d\])? ""$', joined(b), re.MULTILINE)]
    assert empty == []


def test_no_translation_is_a_guess_of_the_tool():
    assert [b for b in entries() if re.search(r"^#,.*\bfuzzy\b", b, re.MULTILINE)] == []


def test_the_compiled_catalogue_is_committed():
    assert CATALOGUE.with_suffix(".mo").exists()
