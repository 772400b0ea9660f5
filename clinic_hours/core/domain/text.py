"""Text that cannot be kept as it is."""


def problem_with_text(text: str, limit: int) -> str:
    """Return "nul", "surrogate" or "too_long" for text that cannot be kept, or an empty string."""
    if "\x00" in text:
        return "nul"
    # A form decoder writes U+FFFD where the sent bytes were a lone surrogate.
    if any("\ud800" <= character <= "\udfff" or character == "\ufffd" for character in text):
        return "surrogate"
    return "too_long" if len(text) > limit else ""
