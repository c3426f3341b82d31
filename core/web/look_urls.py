"""The addresses that the frame of a page needs."""

from django.urls import path

from core.web import brand, session_clock

urlpatterns = [
    path("brand.css", brand.sheet, name="brand_css"),
    path("session/", session_clock.stay, name="stay_signed_in"),
]
