"""Additional system checks: `manage.py check`, with `--deploy` or `--database default` for some."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Warning
from django.db import DatabaseError

from clinic_hours.ledger.domain.checkpoints import Unreadable, is_origin
from clinic_hours.ledger.selectors.kept import kept_head
from clinic_hours.ledger.selectors.origin import fixed_origin, origin_for_a_new_log
from clinic_hours.ledger.selectors.witnesses import read_witness_key
from clinic_hours.transcripts.documents.signing import CertificateProblem, pdf_signer

NOTICES_KEPT_AT_LEAST = 31  # days: an instructor is told for 30 days that a license expires
LOCAL = "django.core.cache.backends.locmem.LocMemCache"


def cache_is_shared(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """Reject per-process caches with several workers, since they would not share rate limits."""
    local = settings.CACHES["default"]["BACKEND"] == LOCAL
    if not local or settings.WORKERS == 1:
        return []
    return [
        Error(
            f"{settings.WORKERS} workers each count sign-in attempts separately.",
            hint="Set CACHE_URL to redis://… or dbcache://…, or GRANIAN_WORKERS to 1.",
            id="portal.E001",
        )
    ]


def log_origin_is_a_name(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """Reject a LOG_ORIGIN that cannot stand in a checkpoint."""
    if not settings.LOG_ORIGIN or is_origin(settings.LOG_ORIGIN):
        return []
    return [
        Error(
            f"LOG_ORIGIN is {settings.LOG_ORIGIN!r}, which cannot be the name of a log.",
            hint="Use at most 255 characters without spaces or +, such as school.example/hours.",
            id="portal.E002",
        )
    ]


def witness_keys_are_readable(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[Error]:
    """Reject keys in WITNESS_KEYS that no cosignature could match."""
    return [
        Error(
            f"WITNESS_KEYS contains {text!r}, which is not the key of a witness: {problem}.",
            hint="Ask the witness for the line that practicum_witness.py prints with --show-key.",
            id="portal.E003",
        )
        for text in settings.WITNESS_KEYS
        if (problem := problem_with_witness_key(text))
    ]


def problem_with_witness_key(text: str) -> str:
    try:
        read_witness_key(text)
    except Unreadable as problem:
        return str(problem)
    return ""


def pdf_certificate_can_sign(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[Warning]:
    """Warn if PDFs are to be signed but cannot be: no transcript is issued until they can."""
    try:
        pdf_signer()
    except CertificateProblem as problem:
        hint = (
            "Until then no transcript is issued. See PDF_SIGNING_CERTIFICATE in docs/settings.md."
        )
        return [Warning(str(problem), hint=hint, id="portal.W002")]
    return []


def log_keeps_its_name(
    app_configs: Sequence[AppConfig] | None,
    *,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[Warning]:
    """Warn if LOG_ORIGIN differs from the name that the log got when it began."""
    origin = name_of_the_log() if databases else ""
    if not settings.LOG_ORIGIN or origin in ("", settings.LOG_ORIGIN):
        return []
    return [
        Warning(
            f"LOG_ORIGIN is {settings.LOG_ORIGIN}, but the log in this database has been named "
            f"{origin} since its first entry and keeps that name.",
            hint=f"Set LOG_ORIGIN to {origin} or remove it.",
            id="portal.W001",
        )
    ]


def kept_checkpoint_is_readable(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[Error]:
    """Reject a KEPT_CHECKPOINT_FILE with which no database could be compared."""
    try:
        kept_head()
    except Unreadable as problem:
        return [
            Error(
                f"KEPT_CHECKPOINT_FILE is not a checkpoint: {problem}.",
                hint="Store the output of manage.py sign_checkpoint in it.",
                id="portal.E004",
            )
        ]
    return []


def kept_checkpoint_is_there(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[Warning]:
    """Warn if KEPT_CHECKPOINT_FILE names no file: signing goes on, also in an older copy."""
    if not settings.KEPT_CHECKPOINT_FILE:
        return []
    try:
        Path(settings.KEPT_CHECKPOINT_FILE).read_bytes()
    except OSError as problem:
        return [
            Warning(
                f"KEPT_CHECKPOINT_FILE: {settings.KEPT_CHECKPOINT_FILE} cannot be read "
                f"({problem.strerror}), so nothing stops signing in an older copy of the database.",
                hint="Store the output of manage.py sign_checkpoint in it, or remove the setting.",
                id="portal.W003",
            )
        ]
    return []


def kept_checkpoint_is_of_this_log(
    app_configs: Sequence[AppConfig] | None,
    *,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[Error]:
    """Reject a KEPT_CHECKPOINT_FILE of another log, with which this one is never compared."""
    try:
        kept = kept_head() if databases else None
    except Unreadable:  # kept_checkpoint_is_readable says so
        return []
    origin = (name_of_the_log() or origin_for_a_new_log()) if kept else ""
    if not kept or kept.origin == origin:
        return []
    return [
        Error(
            f"KEPT_CHECKPOINT_FILE is a checkpoint of {kept.origin}, but this log is {origin}.",
            hint="Store the output of this site's manage.py sign_checkpoint in it.",
            id="portal.E005",
        )
    ]


def name_of_the_log() -> str:
    try:
        return fixed_origin()
    except DatabaseError:  # not migrated yet
        return ""


def notices_outlast_their_matters(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[Error]:
    """Reject a NOTICES_KEPT_DAYS with which people would be told again of what they have read."""
    if settings.NOTICES_KEPT_DAYS >= NOTICES_KEPT_AT_LEAST:
        return []
    return [
        Error(
            f"NOTICES_KEPT_DAYS is {settings.NOTICES_KEPT_DAYS}.",
            hint=f"Use {NOTICES_KEPT_AT_LEAST} or more. An erased notice would be sent again.",
            id="portal.E006",
        )
    ]
