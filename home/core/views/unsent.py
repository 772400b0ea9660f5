"""Keeps form input that arrives after its session has ended, until its author is back.

A form with `{% unsent_form %}` carries a signed marker of who was shown it and on which page. If it is
submitted without a session, or with a token from before the last sign-in, its data waits in that browser's
session. Only the person in the marker gets it back; anyone else's sign-in drops it. Input that the site
could not save can wait there, too.
"""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.forms import (
    BooleanField,
    Form,
    ModelForm,
    ModelMultipleChoiceField,
    MultipleChoiceField,
)
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin

FIELD = "unsent"
KEPT = "unsent_form"
SALT = "home.core.views.unsent"
OLDEST = 30 * 24 * 3600  # seconds since the page was shown
MOST = 100_000  # characters
# Passwords must be typed again, and statements agreed to again.
SEVERAL = (ModelMultipleChoiceField, MultipleChoiceField)
NOT_KEPT = {FIELD, "csrfmiddlewaretoken", "agree"}
SIGNED_OUT = _(
    "You were signed out before this was sent. What you entered is here again. Check it and send it. "
    "Passwords are not kept."
)
NOT_SAVED = _(
    "This could not be saved before. What you entered is here again. Check it and send it. Passwords "
    "are not kept."
)


def mark_of(request: HttpRequest, page: str) -> str:
    """Return the marker of a form that its author gets back on `page`."""
    return signing.dumps([request.user.pk, page], salt=SALT)


def keep(request: HttpRequest, *, signed_out: bool = True) -> str:
    """Keep the submitted data and return the page that shows it again; "" if nothing is kept.

    Unless its author was `signed_out`, the site could not save it.
    """
    try:
        owner, page = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=OLDEST)
    except signing.BadSignature:
        return ""
    typed = {name: values for name, values in request.POST.lists() if may_be_kept(name)}
    if sum(len(value) for values in typed.values() for value in values) > MOST:
        return ""
    if request.user.is_authenticated and request.user.pk != owner:
        return ""
    request.session[KEPT] = {
        "owner": owner,
        "sent_to": request.path,
        "typed": typed,
        "signed_out": signed_out,
    }
    return page


def may_be_kept(name: str) -> bool:
    return name not in NOT_KEPT and "password" not in name.lower()


def recall(request: HttpRequest, sent_to: str = "") -> MultiValueDict:
    """Return what this person typed into the form that posts to `sent_to`, once, with a message.

    Empty if nothing is kept. Without `sent_to`, the form posts to the page's own address.
    """
    kept = request.session.get(KEPT)
    if not kept or request.method != "GET":
        return MultiValueDict()
    is_own = kept["owner"] == request.user.pk
    if is_own and kept["sent_to"] != (sent_to or request.path):
        return MultiValueDict()
    del request.session[KEPT]
    if not is_own:
        return MultiValueDict()
    messages.warning(request, str(SIGNED_OUT if kept.get("signed_out", True) else NOT_SAVED))
    return MultiValueDict(kept["typed"])


def drop(request: HttpRequest, sent_to: str) -> None:
    """Forget what was typed into the form that posts to `sent_to`."""
    if request.session.get(KEPT, {}).get("sent_to") == sent_to:
        del request.session[KEPT]


def recalled(request: HttpRequest, form_class: type[Form | ModelForm]) -> dict:
    """Return the form's kept data, to be used instead of its initial values."""
    typed = recall(request)
    if not typed:
        return {}
    fields = form_class.base_fields.items()
    boxes = [name for name, field in fields if isinstance(field, BooleanField)]
    several = [name for name, field in fields if isinstance(field, SEVERAL)]
    # A browser sends nothing for an unchecked box.
    return {
        **dict.fromkeys(boxes, False),
        **typed.dict(),
        **{name: typed.getlist(name) for name in several},
    }


class RecallsUnsent(FormMixin):
    """For form views: start with what was typed before the session ended."""

    request: Any

    def get_initial(self) -> dict:
        return super().get_initial() | recalled(self.request, self.get_form_class())
