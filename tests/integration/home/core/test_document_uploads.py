"""Documents are accepted; anything that a browser would run is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form

pytestmark = pytest.mark.django_db

SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def document_errors_of(name: str) -> str:
    form = get_document_form(get_document_model())(
        {"title": "A paper", "collection": 1}, {"file": SimpleUploadedFile(name, SCRIPTED)}
    )
    return " ".join(form.errors.get("file", []))


@pytest.mark.parametrize("name", ["catalog.pdf", "Catalog.PDF", "form.docx", "fees.xlsx", "a.txt"])
def test_a_document_that_the_college_publishes_is_accepted(name):
    assert document_errors_of(name) == ""


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "setup.exe", "form.docm", "page.xhtml", "script.js", "pdf"]
)
def test_other_documents_are_refused_with_a_sentence(name):
    assert "Allowed extensions are: " in document_errors_of(name)


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "setup.exe"])
def test_the_bulk_upload_of_documents_also_refuses_them(admin_client, name):
    answer = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "A paper", "collection": 1, "files[]": SimpleUploadedFile(name, SCRIPTED)},
    )

    assert "Allowed extensions are: " in answer.json()["error_message"]
    assert not get_document_model().objects.exists()
