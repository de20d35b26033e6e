"""Routes from the head's desk to the register; `documents.urls` includes them."""

from django.urls import path

from documents.views import agreeing, batches, files, numbers, outside, piles, signing, substitutes

urlpatterns = [
    path("to-sign/", signing.to_sign, name="to_sign"),
    path("to-sign/batch/", batches.sign_batch, name="sign_batch"),
    path("numbers/", numbers.number_series, name="numbers"),
    path("numbers/<slug:series>/", numbers.number_series_edit, name="numbers_edit"),
    path("numbers/<slug:series>/reserve/", numbers.numbers_reserve, name="numbers_reserve"),
    path("substitutes/", substitutes.substitute_list, name="substitutes"),
    path("substitutes/add/", substitutes.substitute_add, name="substitute_add"),
    path("substitutes/<int:pk>/end/", substitutes.substitute_end, name="substitute_end"),
    path("<int:pk>/steps/add/", agreeing.step_add, name="step_add"),
    path("steps/<int:pk>/", agreeing.step, name="step"),
    path("steps/<int:pk>/refuse/", agreeing.step_refuse, name="step_refuse"),
    path("steps/<int:pk>/remove/", agreeing.step_remove, name="step_remove"),
    path("<int:pk>/sign/", signing.document_sign, name="sign"),
    path("<int:pk>/send-code/", signing.send_code, name="send_code"),
    path("<int:pk>/return/", signing.document_return, name="return"),
    path("<int:pk>/register-paper/", signing.document_register_paper, name="register_paper"),
    path("<int:pk>/scan/", files.document_scan, name="scan"),
    path("<int:pk>/qualified/", outside.document_qualified, name="qualified"),
    path("outside/add/", outside.outside_add, name="outside_add"),
    path("scans/", piles.scans_add, name="scans"),
    path("scans/<int:pk>/", piles.scans_detail, name="scans_detail"),
    path("<int:pk>/pdf/", files.document_pdf, name="pdf"),
    path("<int:pk>/docx/", files.document_docx, name="docx"),
    path("files/<int:pk>/", files.frozen_file, name="file"),
]
