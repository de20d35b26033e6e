"""Routes of results: figures and plots of a campaign, its paper, one named answer."""

from django.urls import path

from surveys.views import results

urlpatterns = [
    path("campaigns/<int:pk>/results/", results.results, name="results"),
    path("campaigns/<int:pk>/results/pdf/", results.results_pdf, name="results_pdf"),
    path("answers/<int:pk>/", results.response, name="response"),
]
