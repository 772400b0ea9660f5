"""What is said where the server's clock was set back."""

from django.utils.translation import gettext_lazy as _

FINDINGS = {
    "clock_went_back": (
        _(
            "Nothing was done. The server's clock says %(clock)s, and the step before this one was at "
            "%(last)s. Try again later, or tell whoever runs this site that its clock is wrong."
        ),
        _("Clock is behind"),
    ),
}
