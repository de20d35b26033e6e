"""Addresses of questionnaires on paper."""

from django.urls import path

from surveys.views import paper

urlpatterns = [
    path("questionnaires/<int:pk>/blank/", paper.blank, name="blank"),
    path("campaigns/<int:pk>/paper/", paper.blanks, name="blanks"),
    path("campaigns/<int:pk>/type-in/", paper.type_in, name="type_in"),
    path("campaigns/<int:pk>/handed-in/", paper.handed_in, name="handed_in"),
]
