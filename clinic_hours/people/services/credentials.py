"""Add licenses with their evidence: the row, its log entry and the file, in one transaction."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.services.head import lock_head
from clinic_hours.people.domain.licenses import License
from clinic_hours.people.models import Credential, Document, Supervisor
from home.core.models.actors import Person

from .accounts import refuse_outsiders
from .documents import Stored, stored, write_document
from .licenses import log_licenses


def add_license(*, evidence: UploadedFile | None = None, **facts: Any) -> Credential:
    """Add a license to an instructor, such as a renewal; `facts` are those of `record_license`."""
    with stored(evidence) as file:
        return record_license(file=file, **facts)


@recorded
def record_license(
    *,
    actor: Person,
    supervisor: Supervisor,
    license: License,
    file: Stored | None = None,
    now: datetime | None = None,
) -> Credential:
    refuse_outsiders(actor)
    lock_head()
    now = now or timezone.now()
    return write_license(actor=actor, supervisor=supervisor, license=license, file=file, now=now)


def write_license(
    *,
    actor: Person,
    supervisor: Supervisor,
    license: License,
    file: Stored | None,
    now: datetime,
) -> Credential:
    """Write a license, its log entry and its evidence, in the caller's transaction."""
    credential = Credential(supervisor=supervisor, **asdict(license))
    credential.full_clean()
    credential.save(force_insert=True)
    log_licenses([credential], now)
    if file:
        write_document(
            actor=actor,
            person=supervisor.user,
            file=file,
            kind=Document.Kind.LICENSE,
            issued_on=license.issued_on,
            expires_on=license.expires_on,
            credential=credential,
            now=now,
        )
    return credential
