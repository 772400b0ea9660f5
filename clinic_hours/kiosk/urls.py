"""Kiosks in Set-up, and one's own PIN."""

from django.urls import path

from .views import devices, pins

urlpatterns = [
    path("devices/", devices.devices, name="devices"),
    path("devices/<uuid:public_id>/revoke/", devices.revoke, name="device_revoke"),
    path("pin/", pins.own_pin, name="pin"),
]
