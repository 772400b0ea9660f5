"""Checks for text that cannot be stored as is."""


def problem_with_text(text: str, limit: int) -> str:
    """Return "nul", "surrogate" or "too_long" for text that cannot be stored, or an empty string."""
    if "\x00" in text:
        return "nul"
    # The form decoder replaces a lone surrogate with U+FFFD.
    if any("\ud800" <= character <= "\udfff" or character == "\ufffd" for character in text):
        return "surrogate"
    return "too_long" if len(text) > limit else ""
