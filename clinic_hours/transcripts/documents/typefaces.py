"""The fonts of printed transcripts, all shipped with the product: docs/decisions/0024."""

from pathlib import Path

import typst

FOLDER = Path(__file__).parent / "fonts"
# Tried in this order for each character. Unifont has nearly every other character, as a coarse bitmap.
STACK = (
    "Inter",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Oriya",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Sinhala",
    "Noto Sans Thai",
    "Noto Sans Lao",
    "Noto Sans Khmer",
    "Noto Sans Myanmar",
    "Noto Serif Tibetan",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Sans Ethiopic",
    "Noto Sans Syriac",
    "Noto Sans Thaana",
    "Noto Sans NKo",
    "Noto Sans Adlam",
    "Noto Sans Tifinagh",
    "Noto Sans Cherokee",
    "Noto Sans CanAborig",
    "Noto Sans Mongolian",
    "Noto Sans Javanese",
    "Noto Sans MeeteiMayek",
    "Noto Sans Ol Chiki",
    "Noto Sans CJK SC",
    "Unifont",
    "Unifont Upper",
)
# Read once. Neither the machine's fonts nor typst's own are used, so that every server prints the same.
FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
