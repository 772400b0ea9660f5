"""The office gives several waiting sessions, or a whole queue, to another instructor in one act."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.notices.models import Notice
from clinic_hours.people.models import Credential
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.services.answers.handing_on import reassign_sessions
from tests.factories.clinic import NOW, TODAY, SupervisorFactory, logged, signed
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def irene(db):
    return SupervisorFactory(user__display_name="Irene Okafor")


@pytest.fixture
def queue(lucia, mei, rosa) -> list[ClinicSession]:
    """Three sessions that wait for Rosa, on three days."""
    days = [timedelta(days=days) for days in (3, 2, 1)]
    return [
        logged(student, rosa, day=TODAY - ago, now=NOW - ago)
        for student, ago in zip((lucia, mei, lucia), days, strict=True)
    ]


def value(session) -> str:
    return f"{session.public_id}:{session.version}"


def reassign(office, rosa, irene, sessions=(), **fields):
    address = f"{reverse('hours:waiting')}?instructor={rosa.pk}"
    typed = {"supervisor": irene.pk, "session": [value(each) for each in sessions]}
    return office.post(address, typed | fields, follow=True)


def waits_for(supervisor) -> int:
    return ClinicSession.objects.filter(supervisor=supervisor).count()


def test_those_that_were_ticked_move_and_the_others_stay(office, queue, rosa, irene, cora):
    page = reassign(office, rosa, irene, queue[:2])
    assert "2 sessions were reassigned to Irene Okafor." in page.text
    assert (waits_for(irene), waits_for(rosa)) == (2, 1)
    events = SessionEvent.objects.filter(kind="reassigned")
    changes = {"supervisor": [rosa.pk, irene.pk]}
    assert [(event.actor, event.changes) for event in events] == [(cora, changes)] * 2
    for session in queue[:2]:
        signed(ClinicSession.objects.get(pk=session.pk))
    assert audit_ledger().is_ok


def test_each_instructor_gets_one_mail(office, queue, rosa, irene):
    mail.outbox.clear()
    reassign(office, rosa, irene, every="on")
    assert waits_for(irene) == 3
    told = Notice.objects.filter(kind__in=["session_reassigned", "session_handed_on"])
    assert told.count() == 6
    subjects = sorted(message.subject for message in mail.outbox)
    assert len(subjects) == 2
    assert "3 sessions were reassigned to another instructor" in subjects[0]
    assert "3 sessions were reassigned to you" in subjects[1]


def test_one_that_cannot_move_is_named_with_the_reason(office, queue, rosa, irene):
    Credential.objects.filter(supervisor=irene).update(issued_on=TODAY - timedelta(days=2))
    page = reassign(office, rosa, irene, every="on")
    assert "2 sessions were reassigned to Irene Okafor." in page.text
    assert "Not reassigned: Lucía Ferrer (Fri, Nov 13)." in page.text
    assert "The instructor had no current license on that day." in page.text
    assert waits_for(rosa) == 1


def test_one_that_was_signed_meanwhile_stays_signed(office, queue, rosa, irene):
    signed(queue[1])
    page = reassign(office, rosa, irene, queue)
    assert "2 sessions were reassigned" in page.text
    assert "Not reassigned: Mei Tanaka (Sat, Nov 14). It was signed" in page.text
    assert waits_for(rosa) == 1


def test_a_second_click_changes_nothing(office, queue, rosa, irene):
    for _ in range(2):
        page = reassign(office, rosa, irene, queue[:2])
    assert "were reassigned to" not in page.text
    assert "changed in the meantime" in page.text
    assert SessionEvent.objects.filter(kind="reassigned").count() == 2


def test_nobody_signs_their_own_hours_this_way(office, lucia, rosa, cora):
    own = SupervisorFactory(user=lucia.student)
    page = reassign(office, rosa, own, [logged(lucia, rosa)])
    assert "Nobody signs their own hours." in page.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"session": []}, "Select the sessions you want to reassign."),
        ({"session": ["x:1"]}, "The list has changed."),
        ({"supervisor": ""}, "Choose an instructor."),
        ({"supervisor": "999"}, "This instructor can&#x27;t sign."),
    ],
)
def test_what_is_missing_or_forged_is_a_sentence(office, queue, rosa, irene, fields, sentence):
    page = reassign(office, rosa, irene, queue, **fields)
    assert page.status_code == 422
    assert sentence in page.text
    assert waits_for(rosa) == 3


def test_who_left_or_has_no_license_is_not_offered(office, queue, rosa, irene):
    irene.is_active = False
    irene.save()
    assert reassign(office, rosa, irene, queue).status_code == 422


def test_only_the_office_reassigns(queue, rosa, irene):
    versions = {queue[0].public_id: queue[0].version}
    with pytest.raises(NotAllowed, match="not_yours_to_reassign"):
        reassign_sessions(actor=rosa.user, versions=versions, supervisor=irene)


def test_the_page_of_an_instructor_who_leaves_leads_there(office, queue, rosa):
    rosa.is_active = False
    rosa.save()
    page = office.get(reverse("hours:person", args=[rosa.user.public_id])).text
    assert "3 sessions wait for this instructor." in page
    link = f"{reverse('hours:waiting')}?instructor={rosa.pk}"
    assert f'href="{link}#sessions"' in page
    assert 'name="session"' in office.get(link).text


def test_each_session_costs_one_query(office, queue, rosa, irene, cora):
    versions = {each.public_id: each.version for each in queue}
    costs = []
    for chosen in (versions, dict(list(versions.items())[:1])):
        with queries() as asked:
            reassign_sessions(actor=cora, versions=chosen, supervisor=irene, now=NOW)
        costs.append(len(asked))
        ClinicSession.objects.update(supervisor=rosa, version=queue[0].version)
    assert costs[0] - costs[1] == 2
