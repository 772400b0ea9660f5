"""The site's URLs and the debug toolbar's, for `make dev`."""

from django.urls import include, path

from portal.urls import handler400, handler500
from portal.urls import urlpatterns as site

__all__ = ["handler400", "handler500", "urlpatterns"]

urlpatterns = [path("__debug__/", include("debug_toolbar.urls")), *site]
