"""The desks in Spanish: text and hours are in the reader's language, machine-readable data is not."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories.clinic import NOW, logged, signed

pytestmark = pytest.mark.django_db
SPANISH = {"HTTP_ACCEPT_LANGUAGE": "es"}


@pytest.fixture
def waiting(six_o_clock, lucia, rosa):
    """Three and a half hours waiting for Rosa."""
    return logged(lucia, rosa, start="08:00", end="11:30", now=NOW - timedelta(hours=4))


def test_the_sign_in_page_speaks_the_language_of_the_browser():
    page = Client().get(reverse("account_login"), **SPANISH).content.decode()
    assert '<html lang="es"' in page
    assert "Iniciar sesión" in page


def test_a_choice_stays_on_the_page_and_overrides_the_browser():
    browser = Client()
    here = reverse("account_login")
    answer = browser.post(reverse("set_language"), {"language": "es", "next": here})
    assert answer.url == here
    assert '<html lang="es"' in browser.get(here, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert settings.LANGUAGE_COOKIE_NAME in browser.cookies


def test_a_choice_is_saved_in_the_account(student, lucia):
    for language in ("es", "xx"):  # an unsupported language changes nothing
        student.post(reverse("set_language"), {"language": language})
    assert lucia.student.wagtail_userprofile.preferred_language == "es"


def test_the_desk_offers_the_other_language_without_script(student):
    page = student.get(reverse("hours:session_list")).content.decode()
    assert '<button type="submit" name="language" value="es" lang="es">' in page
    assert 'name="next" value="/hours/sessions/"' in page


def test_a_public_page_keeps_the_language_of_its_address():
    assert '<html lang="en"' in Client().get("/nowhere/", **SPANISH).content.decode()


def test_the_students_desk_is_in_spanish(student, waiting):
    page = student.get(reverse("hours:home"), follow=True, **SPANISH).content.decode()
    assert "Registrar una sesión" in page
    assert "Buenas" in page
    assert "3.5" in page


def test_lengths_in_drawings_keep_their_decimal_points(student, waiting):
    page = student.get(reverse("hours:home"), follow=True, **SPANISH).content.decode()
    lengths = re.findall(
        r'\b(?:width|height|cx|cy|x|y|x1|x2|y1|y2|r|stroke-dashoffset|data-minutes)="([^"]*)"', page
    )
    assert lengths
    assert [each for each in lengths if "," in each] == []


def test_the_log_form_is_in_spanish(student):
    page = student.get(reverse("hours:session_new"), **SPANISH).content.decode()
    assert "Clientes atendidos" in page
    assert "Guardar borrador" in page


def test_a_session_is_logged_from_the_spanish_form(student, lucia, typed):
    student.post(reverse("hours:session_new"), typed, **SPANISH)
    assert lucia.sessions.get().minutes == 210


def test_the_queue_is_in_spanish_and_its_minutes_are_plain_digits(instructor, waiting):
    page = instructor.get(reverse("hours:queue"), **SPANISH).content.decode()
    assert "Firmar las sesiones seleccionadas" in page or "Firmar 1 sesión" in page
    assert "3.50" in page
    assert set(re.findall(r'data-minutes="([^"]*)"', page)) == {"210"}


def test_a_signed_statement_is_shown_as_signed_with_a_labeled_translation(student, waiting):
    (entry,) = signed(waiting)
    for address in (
        reverse("hours:session", args=[waiting.public_id]),
        reverse("hours:entry", args=[entry.seq]),
    ):
        page = student.get(address, **SPANISH).content.decode()
        assert '<span lang="en">“I supervised these sessions in person' in page
        assert "Traducción, a título informativo: “Supervisé" in page
        assert "Translation, for information" not in student.get(address).content.decode()
