"""READ: the school's name where no page is shown, such as in mail and on phones."""

from django.conf import settings

from home.site.models import SiteSettings


def school_name() -> str:
    """Return the name from the default site's settings, or `SITE_NAME` if there are none."""
    settings_of_site = SiteSettings.objects.filter(site__is_default_site=True)
    return settings_of_site.values_list("name", flat=True).first() or settings.SITE_NAME
