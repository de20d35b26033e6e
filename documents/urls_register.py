"""Routes of the register, of its numbers and of getting acquainted; `documents.urls` includes them."""

from django.urls import path

from documents.views import acknowledging, in_force, numbers_report, register

urlpatterns = [
    path("", register.document_list, name="list"),
    path("send/", register.documents_send, name="send_many"),
    path("export/", register.register_export, name="export"),
    path("numbers/report/", numbers_report.numbers_report, name="numbers_report"),
    path("<int:pk>/in-force/", in_force.document_in_force, name="in_force"),
    path("<int:pk>/acknowledge/", acknowledging.document_acknowledge, name="acknowledge"),
    path("<int:pk>/acknowledge-paper/", acknowledging.acknowledge_paper, name="acknowledge_paper"),
    path(
        "<int:pk>/acknowledgement-sheet/", acknowledging.acknowledgement_sheet, name="acknowledgement_sheet"
    ),
    path("<int:pk>/knowers/", acknowledging.document_knowers, name="knowers"),
    path("<int:pk>/known-scan/", acknowledging.known_scan, name="known_scan"),
    path("<int:pk>/known-list/", acknowledging.known_list, name="known_list"),
    path("<int:pk>/know-slips/", acknowledging.know_slips, name="know_slips"),
    path("<int:pk>/remind/", acknowledging.document_remind, name="remind"),
]
