"""A sign-off and the license it rests on say the same, even if the license changes at that moment."""

import pytest

from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.people.models import Supervisor
from clinic_hours.people.services.licenses import log_licenses_of
from clinic_hours.sessions.models import SignOff
from clinic_hours.sessions.services import sign_offs
from clinic_hours.transcripts.documents.issuing import issue_transcript
from tests.factories.clinic import NOW, logged, signed


@pytest.mark.django_db
def test_a_sign_off_prints_the_name_of_its_license(monkeypatch, lucia, rosa, cora):
    session, as_signed = logged(lucia, rosa), sign_offs.as_signed

    def renamed_after(versions):
        sessions = as_signed(versions)
        Supervisor.objects.filter(pk=rosa.pk).update(printed_name="Rosa Cruz, LMT")
        log_licenses_of(Supervisor.objects.get(pk=rosa.pk), NOW)
        return sessions

    monkeypatch.setattr(sign_offs, "as_signed", renamed_after)
    signed(session)
    assert SignOff.objects.get().printed_name == "Rosa Cruz, LMT"
    assert issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    assert audit_ledger().is_ok
