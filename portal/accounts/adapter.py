"""How allauth behaves at this school."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from home.mail.models import OutgoingMail
from home.site.selectors.school import school_name


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: people join by invitation."""
        return False

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Use the school's name instead of the request's host name, and the highest priority.

        All account mail is created here: people wait for it to sign in, or must act on it.
        """
        context = {
            **context,
            "school": school_name(),
            "site_url": settings.SITE_URL,
        }
        message = super().render_mail(template_prefix, email, context, headers)
        message.priority = OutgoingMail.Priority.ACCOUNT
        return message


def cipher() -> MultiFernet:
    """Return a cipher that encrypts with the secret key and also decrypts with `SECRET_KEY_FALLBACKS`."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second-factor:" + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator secrets are encrypted at rest, so that a stolen backup alone lets nobody sign in."""

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return school_name()

    def _get_site_name(self) -> str:
        """Return the name that a phone shows for a passkey."""
        return school_name()
