"""READ: what the school is called where no page is being shown, such as in mail and on phones."""

from django.conf import settings
from wagtail.models import Site

from home.site.models import SiteSettings


def school_name() -> str:
    """Return the name in the default site's settings; `SITE_NAME` where there are none."""
    site = Site.objects.filter(is_default_site=True).first()
    named = SiteSettings.objects.filter(site=site).values_list("name", flat=True).first()
    return named or settings.SITE_NAME
