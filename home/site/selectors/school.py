"""READ: what the school is called where no page is being shown, such as in mail and on phones."""

from django.conf import settings

from home.site.models import SiteSettings


def school_name() -> str:
    """Return the name in the default site's settings; `SITE_NAME` where there are none."""
    settings_of_site = SiteSettings.objects.filter(site__is_default_site=True)
    return settings_of_site.values_list("name", flat=True).first() or settings.SITE_NAME
