"""What the coordinator of the demo school finds set up."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from clinic_hours.ledger.models import LedgerAudit, LogEntry
from courses.requirements.models import RequirementSet

pytestmark = pytest.mark.django_db


def test_the_demos_ledger_was_checked_when_it_was_loaded(demo_school):
    audit = LedgerAudit.objects.get()
    assert (audit.damage, audit.entries) == ("", LogEntry.objects.count())


def test_the_demo_has_a_next_edition_to_compare_and_a_cohort_to_come(demo_school, client):
    client.force_login(get_user_model().objects.get(email="cora@palmetto.test"))
    draft = RequirementSet.objects.get(published_at=None)
    page = client.get(reverse("hours:setup_edition", args=[draft.pk])).text
    assert "stay under edition 1" in page
    assert "The next starts" in client.get(reverse("hours:setup")).text
