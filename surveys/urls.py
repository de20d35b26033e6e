"""Addresses of questionnaires, campaigns and results for those who are signed in; a file of lines each part."""

from surveys import (
    urls_analysis,
    urls_answers,
    urls_builder,
    urls_campaigns,
    urls_flow,
    urls_paper,
    urls_ready,
    urls_results,
)

app_name = "surveys"
urlpatterns = [
    *urls_builder.urlpatterns,
    *urls_ready.urlpatterns,
    *urls_campaigns.urlpatterns,
    *urls_answers.urlpatterns,
    *urls_paper.urlpatterns,
    *urls_results.urlpatterns,
    *urls_analysis.urlpatterns,
    *urls_flow.urlpatterns,
]
