"""The ledger page: its root, its last audit, and a running one."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.ledger.models import LedgerAudit
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.models import Balance
from clinic_hours.sessions.services.audits import begin_audit, check_ledger, run_audit
from tests.factories.clinic import logged, signed

LEDGER, AUDIT = reverse("hours:ledger"), reverse("hours:ledger_audit")


@pytest.fixture
def begun(lucia, rosa):
    return signed(logged(lucia, rosa))


@pytest.mark.django_db
def test_the_root_on_the_page_is_the_one_that_an_audit_recomputes(client, begun, otis):
    client.force_login(otis)
    assert audit_ledger().root in client.get(LEDGER).content.decode()


@pytest.mark.django_db
def test_a_clean_audit_is_recorded_with_who_ran_it(client, begun, cora):
    run = begin_audit(actor=cora)
    run_audit(run.pk)
    run.refresh_from_db()
    assert (run.entries, run.read, run.damage) == (4, 4, "")
    client.force_login(cora)
    page = client.get(LEDGER).content.decode()
    assert f"by {cora}" in page
    assert "and everything matches" in page


@pytest.mark.django_db
def test_the_server_checks_the_ledger_by_itself(client, begun, cora):
    assert check_ledger() == ""
    client.force_login(cora)
    page = client.get(LEDGER).content.decode()
    assert "by the server: the numbers" in page
    assert "Check now" not in client.get(reverse("hours:today")).content.decode()


@pytest.mark.django_db
def test_a_check_that_finds_damage_is_the_first_thing_of_today(client, begun, cora):
    Balance.objects.update(minutes=1)
    assert "wrong balance" in check_ledger()
    client.force_login(cora)
    assert "The ledger check failed" in client.get(reverse("hours:today")).content.decode()


@pytest.mark.django_db
def test_the_server_does_not_check_while_someone_does(begun, cora):
    begin_audit(actor=cora)
    assert check_ledger() == ""
    assert LedgerAudit.objects.count() == 1


@pytest.mark.django_db
def test_an_audit_that_finds_damage_says_where(client, begun, otis):
    Balance.objects.update(minutes=1)
    run = begin_audit(actor=otis)
    run_audit(run.pk)
    client.force_login(otis)
    page = client.get(LEDGER).content.decode()
    assert "The ledger doesn't add up" in page
    assert "wrong balance" in page
    assert f"started by {otis}" in page


@pytest.mark.django_db
def test_only_one_audit_runs_at_a_time(client, begun, cora, otis):
    begin_audit(actor=cora)
    with pytest.raises(Conflict):
        begin_audit(actor=otis)
    client.force_login(otis)
    answer = client.post(AUDIT)
    assert answer.status_code == 409
    assert "An audit is already running." in answer.content.decode()


@pytest.mark.django_db
def test_an_interrupted_audit_does_not_block_another(client, begun, cora):
    begin_audit(actor=cora)
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        client.force_login(cora)
        assert "was interrupted" in client.get(LEDGER).content.decode()
        assert begin_audit(actor=cora)


@pytest.mark.django_db
def test_a_running_audit_shows_its_progress(client, begun, cora):
    run = begin_audit(actor=cora)
    LedgerAudit.objects.filter(pk=run.pk).update(read=1)
    client.force_login(cora)
    page = client.get(LEDGER).content.decode()
    assert "Auditing: 1 of 4 entries" in page
    assert "<progress" in page


@pytest.mark.django_db
def test_an_instructor_cannot_run_an_audit(client, begun, rosa):
    with pytest.raises(NotAllowed):
        begin_audit(actor=rosa.user)
    client.force_login(rosa.user)
    assert client.post(AUDIT).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_button_runs_an_audit_and_the_page_shows_the_result(demo_school, browser_page):
    page = browser_page
    page.goto("/accounts/login/?next=/hours/ledger/")
    page.fill("input[name=login]", "cora@palmetto.test")
    page.fill("input[name=password]", "touch-of-relief-demo")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Audit the ledger now").click()
    page.get_by_text("and everything matches").wait_for()
