"""What one was told, and how one wants to be told."""

from django.urls import path

from .views import notices, preferences

urlpatterns = [
    path("notices/", notices.notice_list, name="notices"),
    path("notices/open/", notices.open_notice, name="notice_open"),
    path("notices/read/", notices.read_all, name="notices_read"),
    path("notices/preferences/", preferences.preferences, name="notice_preferences"),
]
