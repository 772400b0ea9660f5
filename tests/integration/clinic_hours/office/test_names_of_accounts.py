"""The office corrects a name: the log and the history of the account say so, and the signed past stays."""

import pytest
from wagtail.models import ModelLogEntry

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.services.accounts import correct_name
from tests.factories.clinic import logged, signed
from tests.factories.people import SuperuserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


def page_of(person) -> str:
    return f"/hours/people/{person.public_id}/name/"


def test_a_students_name_is_corrected_also_in_the_log(office, lucia, cora):
    page = page_of(lucia.student)
    assert page in office.get(f"/hours/people/{lucia.student.public_id}/").text
    assert office.post(page, {"display_name": "Lucía Ferrer Vega"}).status_code == 303
    lucia.student.refresh_from_db()
    assert str(lucia.student) == "Lucía Ferrer Vega"
    assert audit_ledger().is_ok
    event = ModelLogEntry.objects.for_instance(lucia.student).get()
    assert event.user == cora
    assert event.data == {"name": {"was": "Lucía Ferrer", "is": "Lucía Ferrer Vega"}}


def test_what_was_signed_keeps_the_printed_name(office, lucia, rosa):
    (entry,) = signed(logged(lucia, rosa))
    payload = bytes(entry.log_entry.payload)
    office.post(page_of(rosa.user), {"display_name": "Rosa Castellanos Díaz"})
    rosa.refresh_from_db()
    assert (rosa.printed_name, str(rosa.user)) == ("Rosa Castellanos, LMT", "Rosa Castellanos Díaz")
    entry.log_entry.refresh_from_db()
    assert bytes(entry.log_entry.payload) == payload
    assert audit_ledger().is_ok


@pytest.mark.parametrize("name", ["", " ", "Lu\u200bcía", "x" * 151])
def test_a_name_that_cannot_be_printed_is_refused(office, lucia, name):
    answer = office.post(page_of(lucia.student), {"display_name": name})
    assert answer.status_code == 422
    assert answer.context["form"].errors["display_name"]
    assert not ModelLogEntry.objects.for_instance(lucia.student).exists()


def test_a_name_that_its_owner_changed_meanwhile_is_not_overwritten(lucia, cora):
    shown = Edit({"display_name": "Lucia Ferrer"}, {"display_name": "Lucía Fererr"})
    with pytest.raises(Conflict):
        correct_name(actor=cora, person=lucia.student, edit=shown)


def test_the_office_does_not_rename_a_superuser_and_nobody_else_renames_anyone(lucia, otis, cora):
    edit = Edit({"display_name": "Mallory"})
    for actor, person in ((cora, SuperuserFactory()), (otis, cora), (lucia.student, cora)):
        with pytest.raises(NotAllowed, match="not_to_be_renamed"):
            correct_name(actor=actor, person=person, edit=edit)
