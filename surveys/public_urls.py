"""Addresses that are open to everybody: they carry no name of the room."""

from django.urls import path

from surveys.views import answering_public as pages

urlpatterns = [
    path("a/", pages.survey_home, name="survey_home"),
    path("a/save/", pages.survey_save, name="survey_save"),
    path("a/close/", pages.survey_close, name="survey_close"),
    path("a/<str:survey_secret>/", pages.survey_link, name="survey_link"),
    path("o/", pages.survey_common_home, name="survey_common_home"),
    path("o/<str:common_secret>/", pages.survey_common, name="survey_common"),
]
