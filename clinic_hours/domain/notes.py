"""Free text: what is refused outright, and what looks as if it named a client."""

import re

PHONE = re.compile(r"(?<!\d)(?:\+?1[\s.-]?)?(?:\(\d{3}\)|\d{3})[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
BIRTH_DATE = re.compile(
    r"\b(?:dob|born|birth\s?date|date of birth|nacid[oa])\b|"
    r"\b(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)\d\d\b|"
    r"\b19\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b",
    re.IGNORECASE,
)
NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Sr|Sra|Señor|Señora)\b\.?\s+[A-ZÁÉÍÓÚÑ]\w+|"
    r"\b(?:[Cc]lient|[Pp]atient|[Cc]liente)\s+(?:named\s+|called\s+)?"
    r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+"
)
KINDS = {"name": NAME, "phone": PHONE, "email": EMAIL, "birth_date": BIRTH_DATE}


def may_identify_client(note: str) -> tuple[str, ...]:
    """Return the kinds of personal detail that a note seems to hold: name, phone, email, birth_date."""
    return tuple(kind for kind, pattern in KINDS.items() if pattern.search(note))


def problem_with_text(text: str, limit: int) -> str:
    """Return "nul", "surrogate" or "too_long" for text that cannot be kept, or an empty string."""
    if "\x00" in text:
        return "nul"
    # A form decoder writes U+FFFD where the sent bytes were a lone surrogate.
    if any("\ud800" <= character <= "\udfff" or character == "\ufffd" for character in text):
        return "surrogate"
    return "too_long" if len(text) > limit else ""
