"""Routes from the head's desk to the register; `documents.urls` includes them."""

from django.urls import path

from documents.views import files, numbers, signing

urlpatterns = [
    path("to-sign/", signing.to_sign, name="to_sign"),
    path("numbers/", numbers.number_series, name="numbers"),
    path("<int:pk>/sign/", signing.document_sign, name="sign"),
    path("<int:pk>/send-code/", signing.send_code, name="send_code"),
    path("<int:pk>/return/", signing.document_return, name="return"),
    path("<int:pk>/register-paper/", signing.document_register_paper, name="register_paper"),
    path("<int:pk>/scan/", files.document_scan, name="scan"),
    path("<int:pk>/pdf/", files.document_pdf, name="pdf"),
    path("files/<int:pk>/", files.frozen_file, name="file"),
]
