"""The earned total opens to its parts: clocked, attested, typed; with an instructor, over the limit."""

import csv
import re
from io import StringIO

import pytest
from django.urls import reverse

from clinic_hours.learning.documents.own_hours import words
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.domain.balances import ByProvenance
from clinic_hours.sessions.models import Balance, ClinicSession
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from clinic_hours.sessions.services.sign_offs import void_sign_off
from tests.factories.clinic import NOW, TODAY, credited, fresh, logged, signed
from tests.factories.shifts import clocked

pytestmark = pytest.mark.django_db

PARTS = ByProvenance(
    clocked=130, attested=60, typed=45, paper=600, supervised=190, over_ratio=20, unsupervised=10
)
FIGURE = re.compile(r'<dd data-part="(\w+)">([\d.]+)</dd>')


@pytest.fixture
def voided(lucia, rosa, cora) -> ClinicSession:
    """One of Lucía's clocked sessions; the others stay signed."""
    taken, *_rest = signed(
        clocked(lucia, rosa, start="08:00", end="09:00", over_ratio=5),
        clocked(lucia, rosa, start="09:00", end="11:40", over_ratio=20, unsupervised=10),
        clocked(lucia, rosa, start="12:00", end="13:00", provenance="attested"),
        logged(lucia, rosa, start="13:00", end="13:45"),
    )
    credited(cora, lucia)
    session = ClinicSession.objects.get(pk=taken.session_id)
    void_sign_off(
        actor=rosa.user,
        session=session,
        version=session.version,
        reason="Logged twice.",
        statement=reversal_statement("en"),
        authentication=fresh(),
        now=NOW,
    )
    return session


def test_balances_move_with_each_posting_and_the_audit_agrees(voided, lucia):
    assert progress_of_enrollment(lucia).parts == PARTS
    assert audit_ledger().damage is None
    assert Balance.objects.get().minutes == PARTS.minutes == 835


@pytest.mark.parametrize("page", ["home", "enrollment", "requirement"])
def test_the_student_opens_the_total(student, lucia, voided, page):
    requirement = lucia.requirement_set.requirements.get()
    arguments = {"home": [], "enrollment": [lucia.public_id]}
    wanted = arguments.get(page, [lucia.public_id, requirement.pk])
    shown = student.get(reverse(f"hours:{page}", args=wanted)).content.decode()
    figures = {name: float(hours) for name, hours in FIGURE.findall(shown)}
    parts = {name: getattr(PARTS, name) for name in PARTS.__slots__}
    assert figures == {name: round(minutes / 60, 2) for name, minutes in parts.items()}


def test_the_office_opens_it_too_and_nothing_is_there_before_hours_are_signed(
    desk_of, cora, lucia, mei, voided
):
    office = desk_of(cora)
    pages = [
        office.get(reverse("hours:enrollment", args=[each.public_id])) for each in (lucia, mei)
    ]
    assert ['data-testid="by-provenance"' in page.content.decode() for page in pages] == [
        True,
        False,
    ]


def test_ones_own_record_names_it_for_each_session(student, lucia, voided):
    file = student.get(reverse("hours:own_hours", args=[lucia.public_id, "csv"]))
    rows = csv.DictReader(StringIO(file.getvalue().decode("utf-8-sig"), newline=""))
    found = [row["provenance"] for row in rows]
    assert sorted(found) == ["attested", "clocked", "clocked", "typed"]
    sessions = ClinicSession.objects.select_related("site", "supervisor", "requirement")
    said = words(lucia, progress_of_enrollment(lucia), sessions, TODAY)["sessions"]
    assert said["head"][-1] == "Recorded"
    assert sorted(line[-1] for line in said["lines"]) == ["Attested", "Clocked", "Clocked", "Typed"]
