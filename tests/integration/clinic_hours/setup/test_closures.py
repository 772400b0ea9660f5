"""Closures are entered in Set-up and read by paces and by the calculators on program pages."""

import html
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.pace.selectors.closures import school_closures
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import ClinicSite
from clinic_hours.setup.services.closures import add_closure, change_closure, remove_closure
from clinic_hours.setup.services.places import delete_place
from home.site.models import Closure
from tests.factories.clinic import TODAY, ClinicSiteFactory
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db
CLOSURES, NEW = reverse("hours:closures"), reverse("hours:closure_new")
WINTER = {"name": "Winter break", "first_day": "2026-12-24", "last_day": "2027-01-01"}
ONE_DAY = {"name": "Storm", "first_day": "2026-12-01", "last_day": "2026-12-01"}


@pytest.fixture
def winter(db):
    return Closure.objects.create(name="Winter break", **days(date(2026, 12, 24), 9))


@pytest.fixture
def outreach(db):
    return ClinicSiteFactory(slug="outreach", name="Outreach", name_es="Clínica móvil")


def days(first: date, number: int = 1) -> dict[str, date]:
    return {"first_day": first, "last_day": first + timedelta(days=number - 1)}


def page_of(closure: Closure) -> str:
    return reverse("hours:closure", args=[closure.public_id])


def names() -> list[str]:
    return [each.name for each in Closure.objects.all()]


def shown_on(office, address: str) -> str:
    """Return the hidden field of a form, as its page shows it."""
    return office.get(address).context["form"].initial["shown"]


def test_a_closure_is_read_by_the_pace(office):
    assert office.post(NEW, WINTER).status_code == 303
    assert school_closures() == ((date(2026, 12, 24), date(2027, 1, 1)),)


def test_a_closure_of_one_site_is_listed_with_it_and_left_out_of_the_pace(office, outreach):
    assert office.post(NEW, ONE_DAY | {"place": "outreach"}).status_code == 303
    assert Closure.objects.get().place == "outreach"
    assert school_closures() == ()
    assert '<td role="cell" data-label="Applies to">Outreach</td>' in office.get(CLOSURES).text


def test_a_closure_is_changed_and_deleted_by_itself(office):
    for typed in (WINTER, ONE_DAY):
        office.post(NEW, typed)
    storm, winter = Closure.objects.all()
    office.post(page_of(winter), WINTER | {"name": "Holidays"})
    assert names() == ["Storm", "Holidays"]
    office.post(reverse("hours:closure_delete", args=[storm.public_id]))
    assert names() == ["Holidays"]


@pytest.mark.parametrize("last_day", ["2026-12-23", "2027-12-24"])
def test_a_closure_ends_after_it_starts_and_within_four_months(office, last_day):
    answer = office.post(NEW, WINTER | {"last_day": last_day})
    assert answer.status_code == 422
    sentence = "A closure must end after it starts, within four months."
    assert answer.context["form"].errors == {"last_day": [sentence]}
    assert 'value="Winter break"' in answer.text
    assert names() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first_day": "2037-01-01", "last_day": "2037-01-02"}, "more than ten years away"),
        ({"first_day": "9999-12-31", "last_day": "9999-12-31"}, "Check the year"),
        ({"first_day": "24 December"}, "Enter the date like"),
        ({"first_day": ""}, "Enter the first day closed."),
        ({"last_day": ""}, "Enter the last day closed."),
        ({"name": " "}, "Enter a name."),
        ({"name": "W" * 61}, "at most 60 characters"),
        ({"place": "nowhere"}, "Choose the whole school or a clinic site that is in use."),
    ],
)
def test_what_makes_no_sense_gets_a_sentence_and_saves_nothing(office, typed, sentence):
    answer = office.post(NEW, WINTER | typed)
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert names() == []


def test_a_site_out_of_use_cannot_be_chosen_but_keeps_its_closures(office, outreach):
    closure = Closure.objects.create(name="Storm", place="outreach", **days(date(2026, 12, 1)))
    ClinicSite.objects.update(is_active=False)
    assert office.post(NEW, WINTER | {"place": "outreach"}).status_code == 422
    office.post(page_of(closure), ONE_DAY | {"name": "Hurricane", "place": "outreach"})
    closure.refresh_from_db()
    assert (closure.name, closure.place) == ("Hurricane", "outreach")


def test_a_site_that_was_just_deleted_gets_no_closure(cora, winter):
    closure = Closure(name="Storm", place="outreach", **days(date(2026, 12, 1)))
    with pytest.raises(NotAllowed, match="unknown_site"):
        add_closure(actor=cora, closure=closure)
    with pytest.raises(NotAllowed, match="unknown_site"):
        change_closure(actor=cora, closure=winter, edit=Edit({"place": "outreach"}))


def test_a_site_with_closures_is_not_deleted(cora, outreach):
    Closure.objects.create(name="Storm", place="outreach", **days(date(2026, 12, 1)))
    with pytest.raises(NotAllowed, match="in_use"):
        delete_place(actor=cora, row=outreach)


def test_only_the_office_adds_changes_and_deletes_closures(rosa, winter):
    edit = Edit({"name": "Holidays"})
    with pytest.raises(NotAllowed, match="not_the_office"):
        add_closure(actor=rosa.user, closure=Closure(**WINTER))
    with pytest.raises(NotAllowed, match="not_the_office"):
        change_closure(actor=rosa.user, closure=winter, edit=edit)
    with pytest.raises(NotAllowed, match="not_the_office"):
        remove_closure(actor=rosa.user, closure=winter)


def test_the_second_of_two_coordinators_is_told_and_loses_nothing_typed(office, winter):
    shown = shown_on(office, page_of(winter))
    office.post(page_of(winter), WINTER | {"last_day": "2027-01-03", "shown": shown})
    answer = office.post(page_of(winter), WINTER | {"name": "Holidays", "shown": shown})
    assert answer.status_code == 409
    assert "Someone else changed this after you opened the page" in answer.text
    assert 'value="Holidays"' in answer.text
    winter.refresh_from_db()
    assert (winter.name, winter.last_day) == ("Winter break", date(2027, 1, 3))


def test_a_hidden_field_that_was_damaged_is_refused(office, winter):
    answer = office.post(page_of(winter), WINTER | {"name": "Holidays", "shown": "{"})
    assert answer.status_code == 422
    assert names() == ["Winter break"]


def test_a_closure_that_is_gone_has_no_page(office, winter):
    address = reverse("hours:closure_delete", args=[winter.public_id])
    assert office.post(address).status_code == 303
    assert office.post(address).status_code == 404
    assert office.post(page_of(winter), WINTER).status_code == 404


def test_a_reader_of_spanish_sees_the_spanish_name(office):
    office.post(NEW, WINTER | {"name_es": "Receso de invierno"})
    with override("es"):
        assert str(Closure.objects.get()) == "Receso de invierno"
    office.cookies["django_language"] = "es"
    assert "Receso de invierno" in office.get(CLOSURES).text
    office.post(NEW, ONE_DAY)
    assert "Storm" in office.get(CLOSURES).text


def test_set_up_names_the_next_closure_and_links_to_all(office, winter, outreach):
    setup = reverse("hours:setup")
    assert "Closed Dec 24–Jan 1" in office.get(setup).text
    Closure.objects.create(name="Storm", place="outreach", **days(date(2026, 12, 1)))
    page = office.get(setup).text
    assert "Outreach: closed Dec 1" in page
    assert f'href="{CLOSURES}"' in page
    assert f'href="{setup}"' in office.get(CLOSURES).text


def test_past_closures_come_last_first_on_pages_of_fifty(office):
    for number in range(1, 52):
        name = f"Break {number}"
        Closure.objects.create(name=name, **days(TODAY - timedelta(days=number)))
    first, second = (office.get(CLOSURES, {"page": page}).text for page in (1, 2))
    assert "No closures ahead" in first
    assert first.index("Break 1<") < first.index("Break 50<")
    assert "Break 51<" not in first
    assert "Break 51<" in second


def test_the_list_takes_as_many_queries_for_forty_closures_as_for_two(office, outreach):
    def add(number: int) -> None:
        for day in range(number):
            Closure.objects.create(name="A", **days(TODAY + timedelta(days=day)))
            Closure.objects.create(name="B", place="outreach", **days(TODAY - timedelta(days=2)))

    add(1)
    office.get(CLOSURES)
    with queries() as small:
        office.get(CLOSURES)
    add(19)
    with queries() as large:
        office.get(CLOSURES)
    assert len(small) == len(large)
