"""Pages for whoever holds a personal link and has no account."""

from django.urls import path

from meetings.views import personal

urlpatterns = [
    path("m/", personal.met_home, name="met_home"),
    path("m/close/", personal.met_close, name="met_close"),
    path("m/meeting/<int:met_pk>/", personal.met_said, name="met_said"),
    path("m/pair/<int:judged_pk>/", personal.met_fit, name="met_fit"),
    path("m/<str:met_secret>/", personal.met_link, name="met_link"),
]
