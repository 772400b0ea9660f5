"""Licenses and printed names: nothing newer is overwritten, and the log states the rows."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.office.forms import office as forms
from clinic_hours.office.wagtail_hooks import views
from clinic_hours.people.models import Credential, Supervisor
from clinic_hours.people.services.licenses import log_licenses, log_licenses_of

from .edits import MEANWHILE, after_validation, edit_page, form_of

pytestmark = pytest.mark.django_db


def numbered(license: Credential) -> None:
    """Someone else corrects the number."""
    Credential.objects.filter(pk=license.pk).update(number="MA 77777")
    log_licenses([Credential.objects.get(pk=license.pk)], timezone.now())


def renamed(supervisor: Supervisor) -> None:
    """Someone else corrects the printed name."""
    Supervisor.objects.filter(pk=supervisor.pk).update(printed_name="Rosa Cruz, LMT")
    log_licenses_of(Supervisor.objects.get(pk=supervisor.pk), timezone.now())


@pytest.mark.parametrize("changes", [{}, {"expires_on": "2027-12-31"}])
def test_a_license_changed_during_the_request_is_not_overwritten(
    monkeypatch, at_the_office, rosa, changes
):
    license = rosa.credentials.get()
    sent = form_of(at_the_office, edit_page(license)) | changes
    after_validation(monkeypatch, forms.CredentialChangeForm, lambda: numbered(license))
    page = at_the_office.post(edit_page(license), sent)
    fresh = Credential.objects.get(pk=license.pk)
    assert (fresh.number, fresh.expires_on) == ("MA 77777", license.expires_on)
    assert MEANWHILE in page.text
    assert audit_ledger().is_ok


def test_a_license_deleted_during_the_request_is_not_changed(monkeypatch, at_the_office, rosa):
    license = rosa.credentials.get()
    sent = form_of(at_the_office, edit_page(license)) | {"number": "MA 88888"}
    delete = reverse("credential:delete", args=[license.pk])
    after_validation(monkeypatch, forms.CredentialChangeForm, lambda: at_the_office.post(delete))
    assert MEANWHILE in at_the_office.post(edit_page(license), sent).text
    assert not Credential.objects.exists()
    assert audit_ledger().is_ok


def test_a_license_is_logged_with_the_name_of_that_moment(monkeypatch, at_the_office, rosa):
    license = rosa.credentials.get()
    sent = form_of(at_the_office, edit_page(license)) | {"number": "MA 88888"}
    after_validation(monkeypatch, forms.CredentialChangeForm, lambda: renamed(rosa))
    assert at_the_office.post(edit_page(license), sent).status_code == 302
    assert audit_ledger().is_ok


def test_a_new_license_is_logged_with_the_name_of_that_moment(monkeypatch, at_the_office, rosa):
    sent = {"supervisor": rosa.pk, "kind": "LMT", "jurisdiction": "US-GA", "number": "GA 1"}
    sent |= {"issued_on": "2026-01-01", "expires_on": "2028-01-01"}
    after_validation(monkeypatch, forms.CredentialForm, lambda: renamed(rosa))
    assert at_the_office.post(reverse("credential:add"), sent).status_code == 302
    assert audit_ledger().is_ok


def test_a_license_is_withdrawn_with_the_name_of_that_moment(monkeypatch, at_the_office, rosa):
    license, withdraw = rosa.credentials.get(), views.log_withdrawal

    def rename_first(credential, now):
        str(credential.supervisor)  # as the page has read it
        renamed(rosa)
        withdraw(credential, timezone.now())

    monkeypatch.setattr(views, "log_withdrawal", rename_first)
    at_the_office.post(reverse("credential:delete", args=[license.pk]))
    assert b"Rosa Cruz" in bytes(LogEntry.objects.order_by("seq").last().payload)


def test_a_printed_name_changed_during_the_request_is_not_overwritten(
    monkeypatch, at_the_office, rosa
):
    sent = form_of(at_the_office, edit_page(rosa))
    sent.pop("is_active")
    after_validation(monkeypatch, forms.SupervisorChangeForm, lambda: renamed(rosa))
    page = at_the_office.post(edit_page(rosa), sent)
    rosa.refresh_from_db()
    assert (rosa.printed_name, rosa.is_active) == ("Rosa Cruz, LMT", True)
    assert MEANWHILE in page.text
    assert audit_ledger().is_ok


def test_a_supervisor_who_left_meanwhile_is_renamed_without_coming_back(at_the_office, rosa):
    sent = form_of(at_the_office, edit_page(rosa)) | {"printed_name": "Rosa Cruz, LMT"}
    Supervisor.objects.filter(pk=rosa.pk).update(is_active=False)
    assert at_the_office.post(edit_page(rosa), sent).status_code == 302
    rosa.refresh_from_db()
    assert (rosa.printed_name, rosa.is_active) == ("Rosa Cruz, LMT", False)
    assert audit_ledger().is_ok
