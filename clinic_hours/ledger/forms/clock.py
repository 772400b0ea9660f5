"""The messages shown after the server's clock was set back."""

from django.utils.translation import gettext_lazy as _

FINDINGS = {
    "clock_went_back": (
        _(
            "No changes were made. The server's clock says %(clock)s, but the previous step was "
            "recorded at %(last)s. Try again later, or tell the site administrator that the clock "
            "is wrong."
        ),
        _("Clock is behind"),
    ),
}
