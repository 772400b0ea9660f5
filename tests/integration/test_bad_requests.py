"""Requests that are too large or malformed get a page in the reader's language."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.events import event_with_page

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
TOO_MUCH = "message=" + "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
MULTIPART = "multipart/form-data; boundary=here"


def sent(client: Client, address: str, body: str = TOO_MUCH, kind: str = FORM):
    return client.generic("POST", address, body, content_type=kind)


@pytest.mark.parametrize(
    ("prefix", "sentence"),
    [
        ("", "You can send up to 5 MB at once."),
        ("/es", '<html lang="es"'),
    ],
)
@pytest.mark.parametrize("form", ["/enquire/", "/newsletter/", "/events/{}/register/"])
def test_a_form_that_is_too_large_gets_a_page(prefix, form, sentence):
    client, address = Client(enforce_csrf_checks=True), prefix + form.format(event_with_page().pk)
    client.get(address)  # sets the cookie that the form needs
    answer = sent(client, address)

    assert answer.status_code == 413
    assert sentence in answer.text
    assert answer["Content-Security-Policy"].startswith("default-src ")


def test_without_a_language_in_the_address_the_page_is_in_the_readers(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    answer = sent(client, "/accounts/login/")

    assert answer.status_code == 413
    assert '<html lang="es"' in answer.text


def test_fields_of_a_form_with_files_are_also_limited(client):
    words = "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    part = (
        f'--here\r\nContent-Disposition: form-data; name="message"\r\n\r\n{words}\r\n--here--\r\n'
    )

    assert sent(client, "/enquire/", part, MULTIPART).status_code == 413


@pytest.mark.parametrize(
    ("body", "kind"), [("nothing", "multipart/form-data"), ("&".join(["a=b"] * 3000), FORM)]
)
def test_a_malformed_request_gets_a_page(client, body, kind):
    answer = sent(client, "/es/enquire/", body, kind)

    assert answer.status_code == 400
    assert '<html lang="es"' in answer.text


def test_a_host_that_is_not_ours_gets_a_page_without_its_name(client):
    answer = client.get("/", headers={"host": "evil.test"})

    assert answer.status_code == 400
    assert "We couldn't understand this request" in answer.text
    assert "evil.test" not in answer.text
