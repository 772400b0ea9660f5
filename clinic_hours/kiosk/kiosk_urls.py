"""The kiosk itself, and the address in its code."""

from django.urls import path

from .views import messages, pairing, phones, screen

urlpatterns = [
    path("kiosk/", screen.screen, name="kiosk"),
    path("kiosk/pair/", pairing.pair, name="kiosk_pair"),
    path("kiosk/service-worker.js", screen.service_worker, name="kiosk_service_worker"),
    path("kiosk/punch/", messages.punch, name="kiosk_punch"),
    path("kiosk/heartbeat/", messages.heartbeat, name="kiosk_heartbeat"),
    path("kiosk/request/", messages.request_help, name="kiosk_request"),
    path("kiosk/not-me/", messages.not_me, name="kiosk_not_me"),
    path("in/<slug:site>/<int:step>/<slug:code>/", phones.scanned, name="clock_in"),
]
