"""The statements that signers agree to, and what a signature covers.

Modeled on 21 CFR 11.50 and ESIGN, which do not apply here but make the record trustworthy.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clinic_hours.ledger.domain.canonical import canonical_json


@dataclass(frozen=True, slots=True)
class Statement:
    """The exact text that a signer agrees to. A change of wording is a new version."""

    version: str
    language: str
    text: str


SIGN_OFF = {
    "en": Statement(
        "2026-1", "en", "I supervised these sessions in person and the hours are true."
    ),
    "es": Statement(
        "2026-1", "es", "Supervisé estas sesiones en persona y las horas son verdaderas."
    ),
}
REVERSAL = {
    "en": Statement("2026-1", "en", "These hours were signed in error and no longer count."),
    "es": Statement("2026-1", "es", "Estas horas se firmaron por error y ya no cuentan."),
}
CREDIT = {
    "en": Statement("2026-1", "en", "I hold the document named here, and these hours are in it."),
    "es": Statement("2026-1", "es", "Tengo el documento indicado y estas horas constan en él."),
}


def current_statement(language: str) -> Statement:
    return SIGN_OFF.get(language[:2], SIGN_OFF["en"])


def reversal_statement(language: str) -> Statement:
    return REVERSAL.get(language[:2], REVERSAL["en"])


def credit_statement(language: str) -> Statement:
    return CREDIT.get(language[:2], CREDIT["en"])


def translation_of(text: str, language: str) -> Statement | None:
    """Return a signed text in another language, to be shown beside it; None if it needs no translation.

    An older wording has none, either: a translation must say exactly what was signed.
    """
    for statements in (SIGN_OFF, REVERSAL, CREDIT):
        wanted = statements.get(language[:2])
        if wanted and wanted.text != text and text in {each.text for each in statements.values()}:
            return wanted
    return None


def fingerprint_of(facts: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of the canonical form of what was signed."""
    return hashlib.sha256(canonical_json(dict(facts))).hexdigest()
