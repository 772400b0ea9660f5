"""All URLs of the site. Wagtail's pages come last, since they match everything else."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.site.selectors.routing import serve
from home.site.views.sitemap import sitemap
from portal import views
from portal.middleware.language import choose_language
from portal.styleguide import styleguide, styleguide_desk, styleguide_error

handler400 = "portal.views.bad_request"
handler500 = "portal.middleware.unavailable.server_error"

style_guide = [
    path("styleguide/", styleguide, name="styleguide"),
    path("styleguide/desk/", styleguide_desk, name="styleguide_desk"),
    path("styleguide/errors/<int:code>/", styleguide_error, name="styleguide_error"),
]

urlpatterns = [
    *(style_guide if settings.DEBUG else []),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("", include("portal.accounts.doors")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/setlang/", choose_language, name="set_language"),
    path("accounts/", include("portal.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("hours/", include("clinic_hours.urls")),
    path("", include("clinic_hours.transcripts.verify_urls")),
    path("", include("clinic_hours.kiosk.kiosk_urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include("home.urls")),
        path("", include("courses.admissions.urls")),
        path("", include("clinic_hours.appointments.clinic_urls")),
        *wagtail_urls.urlpatterns[:-1],
        re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
