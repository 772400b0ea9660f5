"""Record instructors' licenses, in the log as in the table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.services.append import Act, append
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.people.models import Credential, Supervisor
from clinic_hours.people.selectors.facts import license_facts


@recorded
def save_license(credential: Credential, *, now: datetime | None = None) -> Credential:
    """Add a license, or keep its changes. Raises ValidationError for one that the model rejects."""
    credential.full_clean()
    credential.save()
    log_licenses([credential], now or timezone.now())
    return credential


def log_licenses(credentials: Sequence[Credential], now: datetime) -> None:
    """Append licenses as they are now. Call in the transaction that changed them.

    Raises Refused if the clock is behind what the log says of one.
    """
    for each in credentials:
        refuse_before(recorded_at(each), now)
    entries = append([Act(Kind.LICENSE, now, license_facts(each).body()) for each in credentials])
    for credential, entry in zip(credentials, entries, strict=True):
        credential.entry = entry
    Credential.objects.bulk_update(credentials, ["entry"])


def log_licenses_of(supervisor: Supervisor, now: datetime) -> None:
    """Append the licenses of a supervisor, whose printed name they state."""
    licenses = supervisor.credentials.select_related("supervisor").order_by("pk")
    log_licenses(list(licenses), now)


def log_withdrawal(credential: Credential, now: datetime) -> None:
    """Append that a license no longer counts. Call in the transaction that deletes it."""
    refuse_before(recorded_at(credential), now)
    facts = replace(license_facts(credential), is_withdrawn=True)
    append([Act(Kind.LICENSE, now, facts.body())])


def recorded_at(credential: Credential) -> datetime | None:
    return credential.entry.done_at if credential.entry else None
