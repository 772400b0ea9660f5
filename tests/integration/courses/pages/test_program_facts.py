"""Editors are told about figures on the site before they go stale."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils import timezone

from home.mail.models import OutgoingMail
from tests.factories.courses import ProgramPageFactory, StandardFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

IN_DAYS = {"soon": 20, "late": -3, "far": 40}


@pytest.fixture
def editor(client):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return user


def page_due(when: str, **fields):
    review_by = timezone.localdate() + timedelta(days=IN_DAYS[when])
    return ProgramPageFactory(
        costs=json.dumps([{"type": "cost", "value": {"item": "Tuition", "amount": "1"}}]),
        costs_as_of=timezone.localdate() - timedelta(days=300),
        costs_review_by=review_by,
        **fields,
    )


def outcomes_due(when: str) -> str:
    review_by = timezone.localdate() + timedelta(days=IN_DAYS[when])
    dated = {"as_of": "2025-01-01", "review_by": f"{review_by}", "source": "Our own count"}
    facts = [{"value": "41", "label": "finished"}]
    value = {"heading": "Students who started", "facts": facts, "dated": dated}
    return json.dumps([{"type": "outcomes", "value": value}])


@pytest.mark.parametrize("when", ["soon", "late"])
def test_costs_due_for_review_are_reported_and_mailed_about(client, editor, when):
    page = page_due(when, title="Massage Therapy")

    assert page.title in client.get("/admin/reports/facts/").text
    assert client.get("/admin/reports/facts/?export=csv").status_code == 200
    call_command("run_task", "review_facts")
    assert f"{page.title}: Cost" in OutgoingMail.objects.get(to=editor.email).text


def test_figures_inside_blocks_are_also_found(client, editor):
    page_due("far", title="Massage Therapy", outcomes=outcomes_due("late"))
    call_command("run_task", "review_facts")

    text = OutgoingMail.objects.get(to=editor.email).text
    assert "Massage Therapy: Students who started" in text
    assert "Cost" not in text


def test_figures_good_for_another_month_are_not_reported(client, editor):
    page = page_due("far", title="Massage Therapy")
    call_command("run_task", "review_facts")

    assert not OutgoingMail.objects.exists()
    assert page.title not in client.get("/admin/reports/facts/").text


def test_amounts_of_aid_are_also_watched(client, editor):
    due = timezone.localdate() + timedelta(days=IN_DAYS["late"])
    page = ProgramPageFactory(
        aid="<p>$1,200 less.</p>", aid_as_of=due - timedelta(days=300), aid_review_by=due
    )
    call_command("run_task", "review_facts")

    assert f"{page.title}: Paying for it" in OutgoingMail.objects.get(to=editor.email).text
    assert "due for review" in client.get(page.url).text.split('id="aid"')[1]


def read_last(days_ago: int, **fields):
    day = timezone.localdate() - timedelta(days=days_ago)
    return StandardFactory(name=f"Read {days_ago} days ago", last_checked=day, **fields)


def test_a_law_not_reviewed_for_a_year_is_reported(client, editor):
    old, young, over = (
        read_last(366),
        read_last(300),
        read_last(900, effective_to=timezone.localdate() - timedelta(days=1)),
    )
    editor.user_permissions.add(Permission.objects.get(codename="change_licensingstandard"))
    report = client.get("/admin/reports/facts/").text
    call_command("run_task", "review_facts")
    mail = OutgoingMail.objects.get(to=editor.email).text

    assert f"{old.name}: Licensing standard" in mail
    assert f"/admin/curriculum/licensingstandard/edit/{old.pk}/" in report
    for other in (young, over):
        assert other.name not in report + mail


def test_a_report_names_only_what_its_reader_may_change(client, editor):
    old = read_last(366)

    assert old.name not in client.get("/admin/reports/facts/").text
