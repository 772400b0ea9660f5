"""Keep people's documents. The file is stored before its row, and removed if no row needs it."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.domain.documents import (
    LARGEST,
    LONGEST_BEGINNING,
    media_type_of,
    named_by_content,
)
from clinic_hours.people.models import Document
from home.core.fields.names import unseen_in
from home.core.models.actors import Person

from .accounts import locked_account, refuse_outsiders

FILES = Document._meta.get_field("file").storage
LONGEST_NAME = 140  # characters, without the ending


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the private storage: where it is, what it was called, and what it contains."""

    file: str
    name: str
    media_type: str
    fingerprint: str  # SHA-256, hexadecimal


@contextmanager
def stored(upload: UploadedFile | None) -> Iterator[Stored | None]:
    """Store an upload for the transaction in this block, and remove it unless a document has it then.

    So a file that is sent twice is kept once. A crash can leave a file without a row, but never a row
    without its file. Raises NotAllowed("file_not_accepted") for a file that is too large or of another type.
    """
    if upload is None:
        yield None
        return
    kept = store(upload)
    try:
        yield kept
    finally:
        if not Document.objects.filter(file=kept.file).exists():
            FILES.delete(kept.file)


def store(upload: UploadedFile) -> Stored:
    upload.seek(0)
    media_type = media_type_of(upload.read(LONGEST_BEGINNING))
    if not media_type or (upload.size or 0) > LARGEST:
        raise NotAllowed("file_not_accepted")
    name = named_by_content(shown_name(upload.name or ""), media_type)
    fingerprint = fingerprint_of(upload)
    upload.seek(0)
    file = FILES.save(f"documents/{uuid4()}", upload)
    return Stored(file, name, media_type, fingerprint)


def fingerprint_of(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def shown_name(name: str) -> str:
    """Return a file's name without invisible characters, short enough to be kept."""
    seen = "".join(each for each in name if not unseen_in(each))
    return " ".join(seen.split())[-LONGEST_NAME:]


def add_document(
    *,
    actor: Person,
    person: Person,
    upload: UploadedFile,
    kind: str,
    issued_on: date | None = None,
    expires_on: date | None = None,
) -> Document:
    """Keep a document about a person.

    If it is there already, such as from the first of two clicks, nothing is added. Raises NotAllowed for
    anyone but the office, or for a file that is not accepted, and ValidationError for what the model rejects.
    """
    facts = {"kind": kind, "issued_on": issued_on, "expires_on": expires_on}
    with stored(upload) as file:
        assert file
        return add_once(actor=actor, person=person, file=file, facts=facts)


@recorded
def add_once(*, actor: Person, person: Person, file: Stored, facts: Mapping[str, Any]) -> Document:
    refuse_outsiders(actor)
    locked_account(person)  # two requests may add the same file
    same = Document.objects.filter(person=person, fingerprint=file.fingerprint, **facts)
    known = next((each for each in same if FILES.exists(str(each.file))), None)
    return known or keep_document(actor=actor, person=person, file=file, **facts)


def write_document(*, actor: Person, **facts: Any) -> Document:
    """Write the row of a stored file for the office, in the caller's transaction."""
    refuse_outsiders(actor)
    return keep_document(actor=actor, **facts)


def keep_document(
    *,
    actor: Person,
    person: Person,
    file: Stored,
    kind: str,
    issued_on: date | None = None,
    expires_on: date | None = None,
    credential: Any = None,
    now: datetime | None = None,
) -> Document:
    """The same for a service that allows others to add a file."""
    document = Document(
        person=person,
        credential=credential,
        kind=kind,
        file=file.file,
        name=file.name,
        media_type=file.media_type,
        fingerprint=file.fingerprint,
        issued_on=issued_on,
        expires_on=expires_on,
        uploaded_by=actor,
        uploaded_at=now or timezone.now(),
    )
    document.full_clean()
    document.save(force_insert=True)
    return document


@recorded
def check_document(*, actor: Person, document: Document, now: datetime | None = None) -> None:
    """Note who compared a document with the original. The first check stays.

    Raises NotAllowed for anyone but the office, and for a document about oneself.
    """
    refuse_outsiders(actor)
    if document.person_id == actor.pk:
        raise NotAllowed("own_document")
    unchecked = Document.objects.filter(pk=document.pk, checked_at=None)
    unchecked.update(checked_by=actor, checked_at=now or timezone.now())
