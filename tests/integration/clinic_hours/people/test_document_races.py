"""A form with a file is sent twice at the same moment."""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clinic_hours.people.models import Document
from clinic_hours.people.services.documents import FILES, add_document
from tests.factories.clinic import OfficeRoleFactory
from tests.factories.people import UserFactory
from tests.races import race, surprises

from .conftest import PDF

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clicks_at_once_keep_one_document_and_one_file():
    add = partial(
        add_document,
        actor=OfficeRoleFactory().user,
        person=UserFactory(),
        kind=Document.Kind.CPR,
    )
    uploads = [SimpleUploadedFile("card.pdf", PDF) for _click in range(2)]
    outcomes = race(*(partial(add, upload=upload) for upload in uploads))
    assert surprises(outcomes) == []
    assert len({outcome.value.pk for outcome in outcomes}) == 1
    assert len(FILES.listdir("documents")[1]) == 1
