"""Invitations without an answer, documents that expire, mail that does not arrive."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic_hours.people.models import Document
from home.mail.models import DeadAddress
from portal.accounts.models import Invitation
from tests.factories.clinic import NOW, TODAY, SupervisorFactory
from tests.factories.people import UserFactory

from .page import matter, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(db):
    """Ana was given an account and has not chosen a password."""
    ana = UserFactory(display_name="Ana Ruiz")
    ana.set_unusable_password()
    ana.save()
    return ana


def invited(ana, days: int) -> Invitation:
    at = NOW - timedelta(days=days)
    return Invitation.objects.create(
        email=ana.email,
        display_name=ana.display_name,
        token_hash=str(days),
        user=ana,
        created_at=at,
        expires_at=at + timedelta(days=14),
    )


def test_an_invitation_is_a_matter_after_a_week_without_an_answer(office, ana):
    invited(ana, 6)
    assert not said(office, "invitation")
    Invitation.objects.update(created_at=NOW - timedelta(days=7))
    row = matter(office, "1 invitation was not answered")
    assert "Ana Ruiz. The oldest was sent November 9." in row
    Invitation.objects.update(accepted_at=timezone.now())
    assert not said(office, "invitation")


def test_an_expired_invitation_says_so(office, ana):
    invited(ana, 15)
    assert "1 has expired." in said(office, "1 invitation was not answered")
    ana.set_password("chosen at the office's own computer")
    ana.save()
    assert not said(office, "invitation")


def document(person, days: int, **more) -> Document:
    like = {"kind": Document.Kind.CPR, "file": "x", "name": "card.pdf", "uploaded_by": person}
    expires_on = TODAY + timedelta(days=days)
    return Document.objects.create(
        person=person,
        media_type="application/pdf",
        uploaded_at=NOW,
        expires_on=expires_on,
        **like | more,
    )


@pytest.mark.parametrize(
    ("days", "fact"),
    [(61, ""), (28, "CPR card expires in 28 days"), (-1, "CPR card expired Sunday")],
)
def test_a_document_that_expires_is_a_matter_until_a_newer_one_is_there(office, days, fact):
    irene = SupervisorFactory(user__display_name="Irene Okafor").user
    document(irene, days)
    assert fact in said(office, "Irene Okafor")
    assert bool(said(office, "Irene Okafor")) == bool(fact)
    document(irene, 400)
    assert not said(office, "Irene Okafor")


def test_several_documents_are_one_row(office, rosa):
    document(rosa.user, 20)
    document(rosa.user, 30, kind=Document.Kind.INSURANCE)
    row = matter(office, "2 documents expire soon or have expired")
    assert "Rosa Castellanos (CPR card), Rosa Castellanos (Malpractice insurance)" in row


def test_the_scan_of_a_license_is_no_matter_of_its_own(office, rosa):
    document(rosa.user, 20, kind=Document.Kind.LICENSE)
    assert not said(office, "Rosa")


def test_an_address_that_was_rejected_is_a_matter_until_mail_arrives(office, lucia):
    address = lucia.student.email
    dead = DeadAddress.objects.create(address=address, reason="bounced", since=NOW)
    assert "Lucía Ferrer: the address was rejected." in said(office, "Mail to 1 person")
    dead.delete()
    assert not said(office, "Mail to")
