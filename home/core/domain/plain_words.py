"""Words as people type them in a hurry: without accents, in any case."""

import unicodedata

# Letters of Latin alphabets that do not come apart into a letter and a mark.
SINGLE = str.maketrans("øłđðħ\N{LATIN SMALL LETTER DOTLESS I}", "olddhi")
WHOLE: dict[int, int | str] = {**SINGLE, ord("þ"): "th", ord("æ"): "ae", ord("œ"): "oe"}


def plain(text: str | None) -> str:
    """Return a text in small letters without accents, however its accents were written."""
    apart = unicodedata.normalize("NFKD", (text or "").casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(WHOLE)
