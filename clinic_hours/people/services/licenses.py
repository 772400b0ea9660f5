"""Record instructors' licenses, in the log as in the table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.services.append import Act, append
from clinic_hours.ledger.services.head import lock_head
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import ClinicSite, Credential, Supervisor
from clinic_hours.people.selectors.facts import license_facts

from .edits import keep_changes, read_again, refuse_outdated

# Fields that the log states. A license's entries also state its supervisor's printed name.
LICENSE_IN_THE_LOG = frozenset(
    {"supervisor", "kind", "jurisdiction", "number", "issued_on", "expires_on"}
)
SUPERVISOR_IN_THE_LOG = frozenset({"printed_name"})


@recorded
def save_license(credential: Credential, *, now: datetime | None = None) -> Credential:
    """Add a license, or keep its changes. Raises ValidationError for one that the model rejects."""
    credential.full_clean()
    credential.save()
    log_licenses([credential], now or timezone.now())
    return credential


@recorded
def change_license(
    *, credential: Credential, edit: Edit, now: datetime | None = None
) -> Credential:
    """Keep what was changed in a license.

    Raises Conflict if it has changed since the page was shown, ValidationError for what the model rejects.
    """
    lock_head()
    fresh = read_again(Credential.objects.all(), credential.pk)
    refuse_outdated(fresh, edit, LICENSE_IN_THE_LOG)
    if edit.changes:
        log_licenses([keep_changes(fresh, edit)], now or timezone.now())
    return fresh


@recorded
def change_supervisor(
    *,
    supervisor: Supervisor,
    edit: Edit,
    sites: Iterable[ClinicSite] | None = None,
    now: datetime | None = None,
) -> Supervisor:
    """Keep what was changed in a supervisor, their printed name also in the log of their licenses.

    `sites`, if given, replace the clinics where they work. Raises Conflict if it has changed since the page
    was shown, ValidationError for what the model rejects.
    """
    lock_head()
    fresh = read_again(Supervisor.objects.all(), supervisor.pk)
    refuse_outdated(fresh, edit, SUPERVISOR_IN_THE_LOG)
    keep_changes(fresh, edit)
    if sites is not None:
        fresh.sites.set(sites)
    if SUPERVISOR_IN_THE_LOG & edit.changes.keys():
        log_licenses_of(fresh, now or timezone.now())
    return fresh


def log_licenses(credentials: Sequence[Credential], now: datetime) -> None:
    """Append licenses as they are now. Call in the transaction that changed them.

    Licenses and supervisors have no lock of their own but the head's: only under it does a row, or the
    printed name of its supervisor, stay what the log is about to say. Raises Refused if the clock is behind
    what the log says of one.
    """
    head = lock_head(more=len(credentials))
    rows = licenses_with_names().in_bulk([each.pk for each in credentials])
    fresh = [rows[each.pk] for each in credentials]
    for each in fresh:
        refuse_before(recorded_at(each), now)
    entries = append([Act(Kind.LICENSE, now, license_facts(each).body()) for each in fresh], head)
    for credential, entry in zip(credentials, entries, strict=True):
        credential.entry = entry
    Credential.objects.bulk_update(credentials, ["entry"])


def log_licenses_of(supervisor: Supervisor, now: datetime) -> None:
    """Append the licenses of a supervisor, whose printed name they state.

    Call with the head's lock held: otherwise a license that is being added could be missed.
    """
    log_licenses(list(supervisor.credentials.order_by("pk")), now)


def log_withdrawal(credential: Credential, now: datetime) -> None:
    """Append that a license no longer counts. Call in the transaction that deletes it."""
    head = lock_head(more=1)
    fresh = read_again(licenses_with_names(), credential.pk)
    refuse_before(recorded_at(fresh), now)
    facts = replace(license_facts(fresh), is_withdrawn=True)
    append([Act(Kind.LICENSE, now, facts.body())], head)


def licenses_with_names() -> QuerySet[Credential]:
    return Credential.objects.select_related("supervisor", "entry")


def recorded_at(credential: Credential) -> datetime | None:
    return credential.entry.done_at if credential.entry else None
