"""Which files the school keeps about people: what they contain decides, not their names."""

LARGEST = 10 * 1024 * 1024  # bytes
BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
LONGEST_BEGINNING = max(len(beginning) for beginning in BEGINNINGS)


def media_type_of(content: bytes) -> str:
    """Return the media type of a file by its first bytes, or "" for one that is not accepted."""
    kinds = (kind for beginning, kind in BEGINNINGS.items() if content.startswith(beginning))
    return next(kinds, "")


def named_by_content(name: str, media_type: str) -> str:
    """Return the name that a file was uploaded under with the ending that its content calls for."""
    stem = name.rsplit(".", 1)[0] if "." in name else name
    return f"{stem or 'document'}{ENDINGS[media_type]}"
