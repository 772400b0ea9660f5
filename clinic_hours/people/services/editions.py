"""Append published requirement sets to the log."""

from datetime import datetime

from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.services.append import Act, append
from clinic_hours.people.models import PublishedEdition
from clinic_hours.people.selectors.facts import requirement_set_facts
from courses.requirements.models import RequirementSet


def log_published(requirement_set: RequirementSet) -> None:
    """Append a requirement set as it is published. Called in the transaction that publishes it."""
    edition_entry(requirement_set, requirement_set.published_at)


def edition_entry(requirement_set: RequirementSet, at: datetime) -> LogEntry:
    """Return the entry that fixes a published requirement set, appending it if there is none yet."""
    known = PublishedEdition.objects.filter(requirement_set=requirement_set)
    if found := known.select_related("entry").first():
        return found.entry
    facts = requirement_set_facts(requirement_set)
    (entry,) = append([Act(Kind.REQUIREMENT_SET, at, facts.body())])
    PublishedEdition.objects.create(requirement_set=requirement_set, entry=entry)
    return entry
