"""Find passages in free text that may identify a client.

These are guesses. They lead to a question, never to a refusal.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .findings import Finding, block
from .not_names import NOT_INITIALS, NOT_NAMES

LETTERS = [chr(code) for code in range(ord("A"), 0x250)]
BIG = "".join(letter for letter in LETTERS if letter.isupper())
SMALL = "".join(letter for letter in LETTERS if letter.islower())
SPACE = r"[ \t\xa0]"

PHONE = re.compile(r"(?<!\d)(?:\+?1[\s.-]?)?(?:\(\d{3}\)|\d{3})[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)")
# Anchored at word starts, so that matching takes linear rather than quadratic time.
EMAIL = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.[^\s@]{2,}")
BIRTH_DATE = re.compile(
    r"\b(?:dob|born(?!\s+(?:with|to)\b)|birth\s?date|date of birth|nacid[oa](?!\s+con\b))\b"
    r"(?:[\s:]{1,3}(?:in|on|en|el)?\s{0,2}[\d/.'’-]{2,10})?|"
    r"\b(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:19\d\d|200\d|201[0-5])\b|"
    r"\b19\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b",
    re.IGNORECASE,
)

# Any word after one of these is a name. The other titles are also ordinary words.
SURE = r"(?:mrs?|mister|mx|sra|srta|señor|señora|señorita)"
UNSURE = r"(?:ms|miss|dr|dra|doctor|doctora|prof|professor|profesora?|sr|don|doña)"
# A name: one to three capitalized words, such as de la Cruz, O'Brien or Ruiz-Soto.
PART = rf"[{BIG}][{BIG}{SMALL}'’-]{{0,40}}[{BIG}{SMALL}]"
PARTICLES = rf"(?:(?:de|del|la|las|los|da|van|von){SPACE}+){{0,2}}"
NAME = (
    rf"(?!(?i:{SURE}|{UNSURE})\b)"
    rf"(?P<name>{PARTICLES}{PART}(?:{SPACE}+{PARTICLES}{PART}){{0,2}})"
)
AFTER_TITLE = rf"(?:\.{SPACE}*|{SPACE}+)"
CLIENT = r"(?:clients?|patients?|pt\.?|client[ea]s?|pacientes?)"
CALLED = (
    rf"(?:['’]s)?(?:{SPACE}+(?:full{SPACE}+)?(?:name(?:{SPACE}+is)?|nombre(?:{SPACE}+es)?))?"
    rf"(?:{SPACE}+(?:named|called|llamad[oa]|se{SPACE}+llama))?(?:{SPACE}*[:=-]{SPACE}*|{SPACE}+)"
)
SURELY_TITLED = re.compile(
    rf"\b(?i:{SURE})\b{AFTER_TITLE}{NAME}|"
    # People rarely type capitals on a phone.
    rf"\b(?:mrs?|sra|srta)\b{AFTER_TITLE}(?P<small>[{SMALL}][{SMALL}'’-]{{2,40}})"
)
TITLED = re.compile(rf"\b(?i:{UNSURE})\b{AFTER_TITLE}{NAME}")
CLIENT_NAMED = re.compile(
    rf"\b(?i:{CLIENT}){CALLED}{NAME}|"
    rf"\b(?i:{CLIENT}){SPACE}+(?:named|llamad[oa]|se{SPACE}+llama){SPACE}+"
    rf"(?P<small>[{SMALL}][{SMALL}'’-]{{1,40}})"
)
# Jenny felt looser: what people do, and parts of the body or a treatment seldom do.
ACTED = re.compile(
    rf"(?<![\w.'’-]){NAME}{SPACE}+(?:felt|feels|said|says|told|asked|asks|reported|reports|complained|mentioned"
    rf"|wants|wanted|likes|liked|loved|prefers|preferred|thanked|came|arrived|slept|cried|dijo|dice|sintió|siente"
    rf"|se{SPACE}+sintió|se{SPACE}+siente|pidió|comentó|mencionó|refirió|refiere|quiere|quería|prefiere|llegó"
    rf"|vino|durmió|lloró|agradeció)\b"
)

# J.S. 1984 · JS, born 1984 · J. S. (nac. 84)
BORN = r"(?:born|b\.|nacid[oa]|nac\.|n\.|dob|f\.?n\.?|\*)"
LINK = rf"{SPACE}*[,;:(/–-]?{SPACE}*"
INITIALS = re.compile(
    rf"(?<![\w.])(?P<initials>[{BIG}](?:\.{SPACE}?[{BIG}]\.?(?:{SPACE}?[{BIG}]\.)?|[{BIG}]{{1,2}}))"
    rf"(?![{SMALL}]){LINK}"
    rf"(?:(?P<born>(?i:{BORN})){SPACE}*(?:in|en|:)?{SPACE}*(?:\d{{1,2}}/\d{{1,2}}/)?(?:\d{{4}}|['’]?\d{{2}})"
    r"|(?:19\d\d|20[01]\d|['’]\d\d))\b"
)
KINDS = ("name", "initials", "phone", "email", "birth_date")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a text that look like a client's name, birthday or other `kind` of detail: see KINDS."""

    kind: str
    text: str


def passages(text: str, known: Iterable[str] = ()) -> tuple[Passage, ...]:
    """Return the passages that may identify a client, in text order.

    `known` are names that are allowed: the supervisor's, the site's.
    """
    written = unicodedata.normalize("NFC", text)
    theirs = {word for name in known for word in words_of(name)}
    found = sorted(matches(written, theirs), key=lambda each: (each[1].start(), -each[1].end()))
    kept: list[Passage] = []
    end = 0
    for kind, match in found:
        if match.start() >= end:
            kept.append(Passage(kind, match[0].strip(" .,;:-")))
            end = match.end()
    return tuple(kept)


def question_about(text: str, field: str, known: Iterable[str] = ()) -> Finding | None:
    """Return what to ask before anyone sees a text. The question quotes the text, so it is never stored."""
    quoted = [passage.text for passage in passages(text, known)]
    return block("client_may_be_named", field, passages=quoted) if quoted else None


def may_identify_client(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the kinds of personal detail that a text seems to contain, each once, in the order of KINDS."""
    found = {passage.kind for passage in passages(text, known)}
    return tuple(kind for kind in KINDS if kind in found)


def matches(text: str, known: set[str]) -> Iterator[tuple[str, re.Match[str]]]:
    for match in SURELY_TITLED.finditer(text):
        if not set(words_of(match["name"] or match["small"])) <= known | LINKS:
            yield "name", match
    for match in TITLED.finditer(text):
        if not is_word(match["name"], known):
            yield "name", match
    for match in CLIENT_NAMED.finditer(text):
        if not is_word(match["name"] or match["small"], known):
            yield "name", match
    for match in ACTED.finditer(text):
        if not is_word(match["name"], known):
            yield "name", match
    for match in INITIALS.finditer(text):
        if match["born"] or are_initials(match["initials"]):
            yield "initials", match
    for kind, pattern in (("phone", PHONE), ("email", EMAIL), ("birth_date", BIRTH_DATE)):
        for match in pattern.finditer(text):
            yield kind, match


# After a lowercase "mrs", these words do not begin a name.
LINKS = frozenset(["and", "or", "y", "e", "o", "was", "had", "said", "came", "is", "que", "con"])


def is_word(name: str, known: set[str]) -> bool:
    """Return whether a possible name is really a common word, a term of the field or a known name."""
    if name.isupper() and len(name) <= 4 and " " not in name:
        return True  # TMJ, LBP
    return all(
        word in NOT_NAMES or word.removesuffix("s") in NOT_NAMES or word in known
        for word in words_of(name)
    )


def are_initials(letters: str) -> bool:
    """Return whether letters before a year are initials and not an abbreviation: three letters need dots."""
    plain = re.sub(r"[\W\d_]", "", letters)
    return plain not in NOT_INITIALS and ("." in letters or len(plain) == 2)


def words_of(name: str) -> list[str]:
    """Return a name's words in lowercase without accents."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return re.findall(r"[^\W\d_]+", "".join(c for c in plain if not unicodedata.combining(c)))
