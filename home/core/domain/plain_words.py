"""Plain words for searching: lowercase, without accents."""

import unicodedata

# Latin letters that do not decompose into a letter and a mark.
SINGLE = str.maketrans("øłđðħ\N{LATIN SMALL LETTER DOTLESS I}", "olddhi")
WHOLE: dict[int, int | str] = {**SINGLE, ord("þ"): "th", ord("æ"): "ae", ord("œ"): "oe"}


def plain(text: str | None) -> str:
    """Return a text in lowercase without accents, whichever way its accents are encoded."""
    apart = unicodedata.normalize("NFKD", (text or "").casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(WHOLE)
