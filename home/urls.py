"""URLs of the public site that are not editors' pages."""

from django.urls import path

from home.events.views import events
from home.newsletter.views import newsletter
from home.site.views.search import search
from home.site.views.share_pictures import share_picture

urlpatterns = [
    path("search/", search, name="search"),
    path("events/<int:event>/register/", events.register, name="event_register"),
    path("events/<int:event>/registered/", events.registered, name="event_registered"),
    path("events/<int:event>/calendar.ics", events.calendar, name="event_calendar"),
    path("events/registrations/<str:token>/", events.registration, name="event_registration"),
    path("newsletter/", newsletter.subscribe, name="newsletter"),
    path("newsletter/asked/", newsletter.asked, name="newsletter_asked"),
    path("newsletter/confirm/<str:token>/", newsletter.confirm, name="newsletter_confirm"),
    path(
        "newsletter/preferences/<str:token>/",
        newsletter.preferences,
        name="newsletter_preferences",
    ),
    path(
        "newsletter/unsubscribe/<str:token>/",
        newsletter.unsubscribe,
        name="newsletter_unsubscribe",
    ),
    path("share/<int:page>-<slug:digest>.png", share_picture, name="share_picture"),
]
