"""Pages for anybody who holds a paper: no sign-in; a paper to know opens by its personal link."""

from django.urls import path

from documents.views import knowing, public

urlpatterns = [
    path("p/", public.verify_form, name="verify_form"),
    path("p/<str:code>/", public.verify, name="verify"),
    path("k/paper/", knowing.know_paper, name="know_paper"),
    path("k/file/", knowing.know_file, name="know_file"),
    path("k/close/", knowing.know_close, name="know_close"),
    path("k/<str:know_secret>/", knowing.know_link, name="know_link"),
]
