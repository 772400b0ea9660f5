"""A document is posted once, with all its hours; transfer hours have a maximum and stay off some lines."""

import pytest

from clinic_hours.core.domain.errors import Refused
from clinic_hours.sessions.models import Balance, HourEntry
from clinic_hours.sessions.services.credits import PaperLine
from tests.factories.clinic import EnrollmentFactory, credited, posted, published_set
from tests.factories.people import PASSWORD

from .paper_forms import filled, form_of, reverse_url

pytestmark = pytest.mark.django_db

LINES = (
    {
        "category": "hands-on",
        "name": "Hands-on sessions",
        "minutes": 90 * 60,
        "earned_at_school": True,
    },
    {"category": "outreach", "name": "Outreach", "minutes": 15 * 60},
    {"category": "intake", "name": "Intake", "minutes": 8 * 60},
)


@pytest.fixture
def enrollment(site):
    return EnrollmentFactory(
        requirement_set=published_set(*LINES, transfer_maximum_minutes=20 * 60)
    )


@pytest.fixture
def office(client, cora):
    client.force_login(cora)
    return client


def line(enrollment, category):
    return enrollment.requirement_set.requirements.get(category=category)


def paper(enrollment, **changed) -> dict:
    """Return the form for 12.5 hours of outreach."""
    return filled(enrollment, requirement=line(enrollment, "outreach").pk, clients="") | changed


def more(enrollment, category, hours, number=2) -> dict:
    return {
        f"requirement_{number}": line(enrollment, category).pk,
        f"hours_{number}": hours,
    }


def test_all_hours_of_a_document_are_posted_in_one_go(office, enrollment):
    answer = office.post(
        form_of(enrollment), paper(enrollment) | more(enrollment, "intake", "4:30", 3)
    )
    assert answer.status_code == 303
    entries = list(HourEntry.objects.values_list("requirement__category", "minutes", "document"))
    document = "Transcript 118 of Coral College"
    assert entries == [("outreach", 750, document), ("intake", 270, document)]
    assert set(Balance.objects.values_list("minutes", "paper_minutes")) == {(750, 750), (270, 270)}


def test_a_second_click_does_not_post_any_of_them_twice(office, enrollment):
    data = paper(enrollment) | more(enrollment, "intake", "4:30")
    assert office.post(form_of(enrollment), data).status_code == 303
    assert office.post(form_of(enrollment), data).status_code == 409
    assert HourEntry.objects.count() == 2


def test_a_document_is_posted_once_for_all_requirements_together(office, enrollment):
    office.post(form_of(enrollment), paper(enrollment))
    data = paper(enrollment, hours="2", requirement=line(enrollment, "intake").pk)
    answer = office.post(form_of(enrollment), data)
    assert answer.status_code == 422
    assert "This document already gives 12.50 h to “Outreach” (entry 3)." in answer.text
    assert "reverse its entries first (3)" in answer.text
    assert 'value="2"' in answer.text
    assert HourEntry.objects.count() == 1


def test_a_document_counts_again_once_all_its_entries_are_reversed(office, enrollment):
    data = paper(enrollment) | more(enrollment, "intake", "4:30")
    office.post(form_of(enrollment), data)
    corrected = data | {"hours": "10"}
    for entry in HourEntry.objects.filter(kind="transfer"):
        answer = office.post(form_of(enrollment), corrected)
        assert answer.status_code == 422
        office.post(reverse_url(entry), {"reason": "Misread.", "password": PASSWORD})
    assert office.post(form_of(enrollment), corrected).status_code == 303


def test_the_same_document_counts_for_another_student(office, enrollment):
    other = EnrollmentFactory(requirement_set=enrollment.requirement_set)
    for each in (enrollment, other):
        assert office.post(form_of(each), paper(each)).status_code == 303


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        ({"hours_2": "3"}, "requirement_2", "Choose a requirement."),
        ({"clients_2": "3"}, "hours_2", "Enter the hours stated in the document."),
        ({"requirement_2": "outreach"}, "hours_2", "Enter the hours stated in the document."),
        ({"requirement_2": "outreach", "hours_2": "1"}, "requirement_2", "is already above"),
        ({"requirement_2": "intake", "hours_2": "12"}, "hours_2", "needs only 8.00 h more"),
        ({"requirement_2": "hands-on", "hours_2": "1"}, "requirement_2", "earned at this school"),
        ({"requirement_2": "intake", "hours_2": "x"}, "hours_2", "Enter hours like 12.5"),
    ],
)
def test_an_error_in_a_further_row_is_shown_there(office, enrollment, row, field, sentence):
    if "requirement_2" in row:
        row = row | {"requirement_2": line(enrollment, row["requirement_2"]).pk}
    answer = office.post(form_of(enrollment), paper(enrollment, hours="2") | row)
    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert '<details class="disclosure disclosure--plain" open>' in answer.text
    assert not HourEntry.objects.exists()


def test_transfer_hours_never_count_toward_a_line_earned_at_the_school(office, enrollment):
    own = line(enrollment, "hands-on")
    answer = office.post(form_of(enrollment), paper(enrollment, requirement=own.pk))
    assert answer.status_code == 422
    sentence = (
        "“Hands-on sessions” must be earned at this school (the school&#x27;s own policy). "
        "Transfer hours don&#x27;t count toward it, so choose another requirement."
    )
    assert sentence in answer.text
    assert 'value="12.5"' in answer.text
    assert not HourEntry.objects.exists()


def test_an_opening_balance_was_earned_here_and_counts_toward_every_line(office, enrollment, cora):
    credited(cora, enrollment, line(enrollment, "outreach"), minutes=15 * 60)
    own = line(enrollment, "hands-on").pk
    data = paper(enrollment, requirement=own, kind="opening", hours="60", document="Clinic book 7")
    assert office.post(form_of(enrollment), data).status_code == 303


def test_the_form_groups_lines_earned_at_the_school_and_says_why(office, enrollment):
    page = office.get(form_of(enrollment)).text
    assert '<optgroup label="Opening balance only: must be earned at this school">' in page
    reason = "Transfer hours don&#x27;t count toward what must be earned at this school"
    assert f"{reason}: Hands-on sessions." in page
    assert page.index(">Outreach<") < page.index("<optgroup") < page.index(">Hands-on sessions<")


def test_the_form_has_no_further_rows_if_there_is_one_requirement(office, lucia):
    page = office.get(form_of(lucia)).text
    assert "optgroup" not in page
    assert "hours_2" not in page


def test_transfer_hours_over_the_maximum_are_refused_with_the_rule(office, enrollment, cora):
    credited(cora, enrollment, line(enrollment, "intake"), minutes=8 * 60)
    answer = office.post(form_of(enrollment), paper(enrollment))
    assert answer.status_code == 422
    sentence = (
        "No more than 20.00 transfer hours count in all (clinic requirements, edition 1: the "
        "school&#x27;s own policy). 12.00 h are left, and this is 12.50 h."
    )
    assert sentence in answer.text
    assert HourEntry.objects.count() == 1
    assert office.post(form_of(enrollment), paper(enrollment, hours="12")).status_code == 303


def test_hours_taken_back_and_opening_balances_do_not_use_up_the_maximum(
    six_o_clock, office, enrollment, cora
):
    intake = line(enrollment, "intake")
    entry = credited(cora, enrollment, intake, minutes=8 * 60)
    office.post(reverse_url(entry), {"reason": "Wrong student.", "password": PASSWORD})
    credited(cora, enrollment, intake, kind="opening", minutes=8 * 60, document="Clinic book 7")
    assert office.post(form_of(enrollment), paper(enrollment, hours="15")).status_code == 303


def test_the_rules_name_their_citation_and_count_in_clock_hours(cora):
    cited = {"basis": "statute", "citation": "R156-47b-302"}
    enrollment = EnrollmentFactory(
        requirement_set=published_set(
            LINES[0] | cited,
            LINES[1],
            minutes_per_clock_hour=50,
            transfer_maximum_minutes=10 * 60,
            transfer_citation="16 TAC 117.59",
        )
    )
    outreach, own = (line(enrollment, each) for each in ("outreach", "hands-on"))
    with pytest.raises(Refused) as refused:
        posted(cora, enrollment, PaperLine(outreach, 501), PaperLine(own, 10))
    first, second = refused.value.findings
    assert (first.code, first.params["rule"]) == ("earned_at_school", "R156-47b-302")
    assert (second.code, second.params["rule"]) == ("over_transfer_maximum", "16 TAC 117.59")
    assert (second.params["cap"], second.params["hours"]) == (500, 511)
    assert credited(cora, enrollment, outreach, minutes=500)


def test_a_maximum_of_zero_accepts_no_transfer_hours(cora, site):
    enrollment = EnrollmentFactory(
        requirement_set=published_set(*LINES, transfer_maximum_minutes=0)
    )
    with pytest.raises(Refused):
        credited(cora, enrollment, line(enrollment, "intake"), minutes=1)
