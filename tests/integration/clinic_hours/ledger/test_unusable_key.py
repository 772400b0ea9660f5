"""While the signing key is missing or another one, pages say that nothing was saved, and keep the input."""

import logging
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.key_files import key_file
from clinic_hours.ledger.signatures import new_key, write_key_file
from clinic_hours.people.models import Credential
from clinic_hours.transcripts.models import Transcript
from tests.factories.clinic import logged, signed
from tests.integration.unsent_forms.forms import (
    SAID,
    a_void,
    hidden,
    hours_taken_back,
    revocation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("six_o_clock")]

SENTENCE = "Nothing was saved. This site's signing key is missing or is not the one"
BACK = "What you entered is here again."


@pytest.fixture
def log(own_key, lucia, rosa, site):
    return signed(logged(lucia, rosa, start="08:00", end="09:00"))


def lose_the_key() -> None:
    key_file().rename(key_file().with_name("elsewhere.pem"))


def find_the_key() -> None:
    key_file().with_name("elsewhere.pem").replace(key_file())


def have_another_key() -> None:
    lose_the_key()
    write_key_file(key_file(), new_key())


def office_of(person, **options) -> Client:
    browser = Client(raise_request_exception=False, **options)
    browser.force_login(person)
    return browser


@pytest.mark.parametrize("happens", [lose_the_key, have_another_key])
def test_nothing_is_issued_and_the_page_and_the_servers_log_say_why(
    log, lucia, cora, caplog, happens
):
    happens()
    entries = LogEntry.objects.count()
    with caplog.at_level(logging.ERROR):
        answer = office_of(cora).post(
            reverse("hours:transcripts", args=[lucia.public_id]), {"after": 0}
        )
    assert answer.status_code == 503
    assert SENTENCE in unescape(answer.text)
    assert str(key_file()) not in answer.text
    assert "Nothing can be signed: SIGNING_KEY_FILE: " in caplog.text
    assert str(key_file()) in caplog.text
    assert LogEntry.objects.count() == entries
    assert not Transcript.objects.exists()


def test_the_page_is_in_the_readers_language(log, lucia, cora):
    lose_the_key()
    address = reverse("hours:transcripts", args=[lucia.public_id])
    answer = office_of(cora, HTTP_ACCEPT_LANGUAGE="es").post(address, {"after": 0})
    assert answer.status_code == 503
    assert "No se guardó nada." in answer.text
    assert "Avisa al administrador del sitio" in answer.text


@pytest.mark.parametrize("form", [a_void, hours_taken_back, revocation])
def test_what_was_typed_is_there_again_when_its_author_goes_back(own_key, lucia, rosa, cora, form):
    case = form(lucia, rosa, cora)
    signed(logged(lucia, rosa, start="06:00", end="07:00"))
    lose_the_key()
    browser = office_of(cora)
    typed = case.typed | hidden(browser.get(case.page).text, case.address)
    answer = browser.post(case.address, typed | case.typed)
    assert answer.status_code == 503
    assert f'href="{case.page}"' in answer.text

    find_the_key()
    again = browser.get(case.page)
    assert BACK in again.text
    assert SAID not in again.text
    assert all(value in unescape(again.text) for value in case.shown.values())
    assert browser.post(case.address, typed | case.typed).status_code == 303


def test_the_offices_forms_in_the_admin_say_so_too(log, cora, rosa):
    lose_the_key()
    license = rosa.credentials.get()
    typed = {"supervisor": rosa.pk, "kind": "LMT", "jurisdiction": "US-FL", "number": "MA 99999"}
    typed |= {"issued_on": license.issued_on, "expires_on": license.expires_on}
    address = reverse("credential:edit", args=[license.pk])
    browser = office_of(cora)
    marker = hidden(browser.get(address).text, address)
    answer = browser.post(address, typed | marker)
    assert answer.status_code == 503
    assert SENTENCE in unescape(answer.text)
    assert Credential.objects.get().number == license.number
    assert "MA 99999" in browser.get(address).text
