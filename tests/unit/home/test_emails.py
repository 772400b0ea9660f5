"""One mailbox is one text, and nothing passes for it."""

import pytest
from django.core.exceptions import ValidationError

from home.core.fields.emails import AccountEmailField


@pytest.mark.parametrize(
    "typed",
    [
        " ROSA@Exámple.com ",
        "rosa@exa\u0301mple.com",
        "ro\u017fa@exámple.com",
        "rosa\uff20exámple.com",
    ],
)
def test_however_an_address_is_typed_it_is_the_same(typed):
    assert AccountEmailField().clean(typed) == "rosa@exámple.com"


def test_an_address_with_a_plus_is_another_one():
    assert AccountEmailField().clean("rosa+clinic@example.com") == "rosa+clinic@example.com"


@pytest.mark.parametrize(
    "typed", ["ros\u0131@example.com", "rosa@exam\u200bple.com", "\u0130@example.com"]
)
def test_an_address_has_no_letters_that_pass_for_others(typed):
    with pytest.raises(ValidationError):
        AccountEmailField().clean(typed)
