"""What calendar programs read: no sign-in, the secret of the address is the right."""

from django.urls import path

from roadmap.views import calendar

urlpatterns = [path("calendar/<str:token>.ics", calendar.feed, name="calendar_feed")]
