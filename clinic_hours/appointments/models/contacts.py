"""Who a client is and how to reach them. The only rows that say so, and they are erased."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.core.fields.names import NameField
from home.core.fields.telephone import PHONE
from home.mail.models.mail import MailAbout, with_its_mail


class ClientContact(models.Model):
    """What a client wrote about themselves. After `erase_after` it is erased with all mail to them."""

    name = NameField(_("your name"), max_length=120)
    email = models.EmailField(_("email address"), blank=True)
    phone = models.CharField(_("phone"), max_length=25, blank=True, validators=[PHONE])
    note = models.CharField(_("note"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    consent = models.TextField(_("consent"), help_text=_("The exact text that was agreed to."))
    erase_after = models.DateField(_("erased after"), db_index=True)

    class Meta:
        verbose_name = _("client's contact data")
        verbose_name_plural = _("clients' contact data")
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""),
                name="a_client_can_be_reached",
                violation_error_message=_("Enter a phone number or an email address."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ClientMail(MailAbout):
    """Links mail to a client to their contact data."""

    about = models.ForeignKey(
        ClientContact, with_its_mail, related_name="mails", verbose_name=_("client's contact data")
    )
