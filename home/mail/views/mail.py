"""Sends a given-up mail again."""

from django.utils.translation import gettext_lazy as _

from home.core.views.confirm import ConfirmView
from home.mail.models import OutgoingMail
from home.mail.services.outbox import try_again


class TryAgainView(ConfirmView):
    permission_required = "home_mail.change_outgoingmail"
    page_title = _("Try again")
    header_icon = "mail"
    model = OutgoingMail
    index_url_name = "outgoingmail:index"
    question = _("Send this email again? %(row)s")
    yes = _("Yes, send")
    done = _("It will be sent within a minute, unless it was already sent.")
    is_serious = False

    def act(self, row: OutgoingMail) -> None:
        try_again(row)
