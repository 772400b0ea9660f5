"""The office brings people in: account, invitation, enrollment or license, in one transaction."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.notices.models import Notice
from clinic_hours.people.domain.invitations import Status
from clinic_hours.people.models import Credential, Document, Enrollment, Supervisor
from clinic_hours.people.selectors.invitations import invitations_of
from clinic_hours.people.services.documents import FILES
from portal.accounts.models import Invitation
from portal.accounts.services import invitations
from portal.accounts.services.newcomers import open_account
from tests.factories.clinic import EnrollmentFactory
from tests.factories.people import PASSWORD, UserFactory

from .conftest import LICENSE, PDF

pytestmark = pytest.mark.django_db
MADE = (get_user_model(), Invitation, Enrollment, Supervisor, Credential, Document, LogEntry)


def rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MADE}


def files() -> list[str]:
    try:
        return FILES.listdir("documents")[1]
    except FileNotFoundError:
        return []


def test_a_new_student_is_enrolled_and_invited_without_a_password(new_student, mailoutbox):
    ines = new_student().person
    assert (ines.email, ines.is_active) == ("ines@palmetto.test", True)
    assert not ines.has_usable_password()
    assert ines.enrollments.get().started_on == ines.enrollments.get().cohort.starts_on
    assert invitations_of([ines.pk])[ines.pk].status == Status.WAITING
    assert [mail.to for mail in mailoutbox] == [[ines.email]]
    assert audit_ledger().is_ok


def test_a_new_instructor_has_a_license_with_its_evidence(new_instructor, site, cora):
    omar = new_instructor().person
    assert omar.display_name == "Omar Haddad"
    assert list(omar.supervisor.sites.all()) == [site]
    document = omar.supervisor.credentials.get().documents.get()
    assert document.file.read() == PDF
    assert (document.uploaded_by, document.expires_on) == (cora, LICENSE.expires_on)
    assert audit_ledger().is_ok


@pytest.mark.parametrize("bring_in", ["new_student", "new_instructor"])
def test_nothing_remains_if_the_invitation_cannot_be_written(bring_in, request, monkeypatch):
    add, before = request.getfixturevalue(bring_in), rows()

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr("portal.accounts.services.invitations.send_invitation", fail)
    with pytest.raises(RuntimeError):
        add()
    assert rows() == before
    assert files() == []


def test_people_are_recognized_by_email_and_told_instead_of_invited(new_student, mailoutbox):
    known = UserFactory(email="ines@palmetto.test", display_name="Inés V.")
    brought = new_student()
    assert (brought.person, brought.is_invited) == (known, False)
    known.refresh_from_db()
    assert known.display_name == "Inés V."
    assert known.check_password(PASSWORD)
    assert known.enrollments.exists()
    assert Notice.objects.get().person == known
    (mail,) = mailoutbox
    assert mail.to == [known.email]
    assert "You are enrolled in" in mail.body
    assert "/invitation/" not in mail.body


def test_a_student_can_become_an_instructor(new_student, new_instructor):
    ines = new_student().person
    assert new_instructor(email=ines.email).person == ines
    assert ines.supervisor.credentials.exists()


def test_an_instructor_is_added_once_and_the_file_of_the_second_try_is_removed(new_instructor):
    new_instructor()
    with pytest.raises(NotAllowed, match="already_an_instructor"):
        new_instructor()
    assert len(files()) == 1


def test_an_account_made_at_the_same_moment_is_a_conflict(cora):
    UserFactory(email="ines@palmetto.test")
    with pytest.raises(Conflict):
        open_account(email="ines@palmetto.test", display_name="Inés", invited_by=cora)


def test_an_invitation_sent_at_the_same_moment_is_a_conflict(new_student, monkeypatch):
    def taken(_invitation):
        raise IntegrityError

    monkeypatch.setattr(invitations, "mail_new", taken)
    before = rows()
    with pytest.raises(Conflict):
        new_student()
    assert rows() == before


def test_a_deactivated_person_is_not_brought_in(new_student):
    UserFactory(email="ines@palmetto.test", is_active=False)
    with pytest.raises(NotAllowed, match="account_deactivated"):
        new_student()


def test_a_number_that_is_taken_is_refused_in_a_sentence(new_student):
    EnrollmentFactory(student_number="PC-1")
    with pytest.raises(ValidationError, match="Another student already has this number"):
        new_student()


def test_only_the_office_brings_people_in(new_student, new_instructor, otis, lucia):
    before = rows()
    for actor in (otis, lucia.student):
        for add in (new_student, new_instructor):
            with pytest.raises(NotAllowed, match="not_the_office"):
                add(actor=actor)
        with pytest.raises(NotAllowed, match="not_the_office"):
            new_instructor(actor=actor, evidence=None)
    assert rows() == before
    assert files() == []


@pytest.mark.parametrize("content", [b"MZ\x90", b"<html>", b""])
def test_a_file_of_another_type_is_not_kept(new_instructor, content):
    with pytest.raises(NotAllowed, match="file_not_accepted"):
        new_instructor(evidence=SimpleUploadedFile("license.pdf", content))
    assert files() == []
