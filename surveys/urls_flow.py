"""Addresses of what flows from answers into the banks."""

from django.urls import path

from surveys.views import flow

urlpatterns = [
    path("taking/", flow.taking, name="taking"),
    path("taking/all/", flow.take_all, name="taking_all"),
    path("taking/<int:pk>/", flow.take, name="taking_one"),
    path("taking/<int:pk>/decline/", flow.decline, name="taking_decline"),
    path("taking/<int:pk>/return/", flow.give_back, name="taking_return"),
]
