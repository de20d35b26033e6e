"""Pages for anybody who holds a paper: no sign-in, no names."""

from django.urls import path

from documents.views import public

urlpatterns = [
    path("p/", public.verify_form, name="verify_form"),
    path("p/<str:code>/", public.verify, name="verify"),
]
