"""The office's first page: groups by urgency, eight rows at first, and what an empty school does next."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.desk.domain import matters
from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.ledger.models import LedgerAudit
from clinic_hours.people.models import OfficeRole
from tests.factories.clinic import NOW, EnrollmentFactory, SupervisorFactory, logged

from .page import facts, rows

pytestmark = pytest.mark.django_db
TODAY = reverse("hours:today")


def something(fact: str, when=When.TODAY, about=About.STUDENTS, **more) -> Matter:
    return Matter(when, about, "clock", "neutral", fact, "Detail.", Act("Do it", "/"), **more)


@pytest.fixture
def found(monkeypatch):
    """Replace what is found by a list that the test fills."""
    those: list[Matter] = []
    monkeypatch.setattr(matters, "FINDERS", [lambda _look: those])
    return those


def test_the_office_arrives_at_today(office):
    assert office.get(reverse("hours:home")).url == TODAY
    page = office.get(TODAY).text
    assert "Good evening, Cora" in page
    assert "Monday, November 16" in page


def test_matters_are_grouped_by_urgency_and_ordered_within(office, found):
    found += [
        something("paper", When.SOME_TIME, About.PAPERWORK),
        something("student", about=About.STUDENTS),
        something("week", When.THIS_WEEK, About.LICENSE),
        something("license", about=About.LICENSE),
        something("public", about=About.PUBLIC),
        something("alone", about=About.SUPERVISION),
        something("ledger", about=About.LEDGER),
    ]
    page = office.get(TODAY).text
    assert facts(office) == ["ledger", "alone", "license", "public", "student", "week", "paper"]
    groups = re.findall(r"today__group\">(.*?)<", page)
    assert groups == ["Today", "This week", "When you have a minute"]
    assert "7 things to do, 5 of them today." in page


def test_eight_rows_are_shown_and_then_how_many_more(office, found):
    found += [something(f"matter {number}") for number in range(14)]
    assert len(rows(office)) == 8
    page = office.get(TODAY).text
    assert "14 things to do today." in page
    assert re.search(r'<a href="\?all=1">6 more</a>', page)
    assert len(rows(office, all="1")) == 14
    assert '<a href="?all=1">' not in office.get(TODAY, {"all": "1"}).text


def test_only_the_first_rows_button_is_filled(office, found):
    found += [something("first"), something("second"), something("third", When.THIS_WEEK)]
    assert ["button--pine" in row for row in rows(office)] == [True, False, False]


def test_the_navigation_says_how_many_there_are_on_every_page(office, found):
    found += [something(f"matter {number}") for number in range(3)]
    counted = '<span>Today</span><span class="count">3</span>'
    for name in ("today", "people", "setup"):
        assert counted in office.get(reverse(f"hours:{name}")).text
    found.clear()
    office.get(TODAY)
    assert "<span>Today</span></a>" in office.get(reverse("hours:people")).text


def test_they_are_counted_for_other_pages_once_a_minute(office, monkeypatch):
    looks: list[Look] = []
    monkeypatch.setattr(matters, "FINDERS", [lambda look: looks.append(look) or []])
    for _ in range(3):
        office.get(reverse("hours:people"))
    assert len(looks) == 1


def test_a_row_links_to_others_like_it(office, found):
    found.append(something("one", more=Act("5 more", "/others/")))
    (row,) = rows(office)
    assert '<a class="matter__more" href="/others/">5 more</a>' in row


def test_with_nothing_to_do_it_says_so(office, found):
    page = office.get(TODAY).text
    assert "Nothing needs you right now" in page
    assert not rows(office)


def test_an_empty_school_is_led_through_its_set_up(office):
    assert facts(office) == [
        "There is no clinic site yet",
        "No requirements are published yet",
        "There is no current cohort",
        "There is no instructor with a current license",
        "No signer has a title yet",
        "There are no students yet",
    ]
    assert "The ledger is empty" in office.get(TODAY).text


def test_each_step_of_the_set_up_opens_its_page(office):
    links = [re.search(r'button[^>]*href="(.*?)"', row)[1] for row in rows(office)]
    assert len(links) == 6
    assert [link for link in links if office.get(link).status_code != 200] == []


def test_a_step_of_the_set_up_goes_away_once_it_is_done(office, cora, site):
    assert "There is no clinic site yet" not in facts(office)
    EnrollmentFactory(started_on=NOW.date())
    assert facts(office)[:2] == [
        "There is no instructor with a current license",
        "No signer has a title yet",
    ]
    SupervisorFactory()
    OfficeRole.objects.update(title="Registrar")
    at = NOW - timedelta(hours=1)
    times = {"started_at": at, "heard_at": at, "finished_at": at}
    LedgerAudit.objects.create(started_by=cora, entries=3, **times)
    assert facts(office) == []


def test_what_waits_stands_beside_it_and_opens(office, lucia, rosa):
    ago = timedelta(days=6)
    logged(lucia, rosa, day=NOW.date() - ago, now=NOW - ago)
    opened = f"{reverse('hours:waiting')}?instructor={rosa.pk}"
    assert f'href="{opened}">Rosa Castellanos</a>' in office.get(TODAY).text
    page = office.get(opened).text
    assert "Waiting for Rosa Castellanos" in page
    assert "Lucía Ferrer" in page
    assert '<span class="overdue">6 days</span>' in page


@pytest.mark.parametrize("asked", ["0", "x", "99999999999999999999"])
def test_a_queue_that_does_not_exist_is_not_found(office, lucia, rosa, asked):
    logged(lucia, rosa)
    assert office.get(reverse("hours:waiting"), {"instructor": asked}).status_code == 404


def test_nothing_waiting_says_so(office):
    assert "No session waits for an instructor." in office.get(reverse("hours:waiting")).text


def test_links_are_in_the_order_of_the_offices_work(office):
    page = office.get(TODAY).text.split("desk__links", 1)[1].split("</ul>", 1)[0]
    labels = re.findall(r"<span>(.*?)</span>", page)
    wanted = ["Today", "Students", "People", "Transcripts", "Ledger", "Set-up"]
    assert [label for label in labels if label in wanted] == [
        label for label in wanted if label in labels
    ]
    assert labels[0] == "Today"


def test_a_phone_has_room_for_four_links_and_a_menu_of_the_others(office, desk_of, lucia):
    menu = office.get(TODAY).text.split("desk__more", 1)[1].split("</drop-down>", 1)[0]
    assert re.findall(r"<span>(.*?)</span>", menu)[:5] == [
        *("More", "People", "Transcripts", "Ledger", "Set-up")
    ]
    assert "desk__more" not in desk_of(lucia.student).get(reverse("hours:home")).text
