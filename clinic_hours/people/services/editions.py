"""Append published requirement sets to the log."""

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.services.append import Act, append
from clinic_hours.people.models import PublishedEdition
from clinic_hours.people.selectors.facts import requirement_set_facts
from courses.requirements.models import RequirementSet


def log_published(requirement_set: RequirementSet) -> None:
    """Append a requirement set as it is published. Called in the transaction that publishes it."""
    edition_entry(requirement_set)


def edition_entry(requirement_set: RequirementSet) -> LogEntry:
    """Return the entry that fixes a published requirement set, appending it if there is none yet.

    Raises NotAllowed for one that is not published.
    """
    known = PublishedEdition.objects.filter(requirement_set=requirement_set)
    if found := known.select_related("entry").first():
        return found.entry
    facts, at = requirement_set_facts(requirement_set), requirement_set.published_at
    if at is None:
        raise NotAllowed("requirement_set_not_published")
    (entry,) = append([Act(Kind.REQUIREMENT_SET, at, facts.body())])
    PublishedEdition.objects.create(requirement_set=requirement_set, entry=entry)
    return entry
