"""Free text: what is refused outright, and what looks as if it named a client."""

import re

PHONE = re.compile(r"(?<!\d)(?:\+?1[\s.-]?)?(?:\(\d{3}\)|\d{3})[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)")
# Starts only where a word does: its time grows with the text, not with its square.
EMAIL = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.[^\s@]{2,}")
BIRTH_DATE = re.compile(
    r"\b(?:dob|born|birth\s?date|date of birth|nacid[oa])\b|"
    r"\b(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)\d\d\b|"
    r"\b19\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b",
    re.IGNORECASE,
)
# Words that notes write with a capital after "client" and that begin no name: places, muscles, work.
NO_NAME = (
    r"(?!(?:Low|Lower|Upper|Mid|Middle|Left|Right|Deep|Hot|Swedish|Sports|Thai|Tui|Trigger|Neck|Back|"
    r"Gluteus|Rectus|Biceps|Triceps|Quadratus|Erector|Levator|Pectoralis|Latissimus)\b)"
)
PART = r"[A-ZÁÉÍÓÚÑ][a-záéíóúñü]*(?:['’]?[A-Z])?[a-záéíóúñü]+"
NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Sr|Sra|Señor|Señora)\b\.?\s+[A-ZÁÉÍÓÚÑ]\w+|"
    rf"\b(?:[Cc]liente?|[Pp]atient|[Pp]aciente)\s+(?:"
    rf"(?:named|llamad[oa])\s+{PART}|(?:called\s+)?{NO_NAME}{PART}\s+{PART})"
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
