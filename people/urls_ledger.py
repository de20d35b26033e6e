"""The ledger of consents: the table, one paper, texts in versions, piles of scans."""

from django.urls import path

from people.views import consents, printing, scans, texts

urlpatterns = [
    path("consents/", consents.consent_list, name="consents"),
    path("consents/print/", printing.consents_print, name="consents_print"),
    path("consents/release/", printing.consents_release, name="consents_release"),
    path("consents/sign/", consents.consents_sign, name="consents_sign"),
    path("consents/<int:pk>/", consents.consent_detail, name="consent"),
    path("consents/<int:pk>/form/", printing.consent_pdf, name="consent_pdf"),
    path("consents/<int:pk>/sign/", consents.consent_sign, name="consent_sign"),
    path("consents/<int:pk>/attach/", consents.consent_attach, name="consent_attach"),
    path("consents/<int:pk>/spoil/", consents.consent_spoil, name="consent_spoil"),
    path("consents/<int:pk>/scan/", consents.consent_scan, name="consent_scan"),
    path("consents/texts/", texts.text_list, name="consent_texts"),
    path("consents/texts/usual/<str:kind>/", texts.text_usual, name="consent_text_usual"),
    path("consents/texts/new/<str:kind>/", texts.text_add, name="consent_text_add"),
    path("consents/texts/<int:pk>/", texts.text_detail, name="consent_text"),
    path("consents/texts/<int:pk>/edit/", texts.text_edit, name="consent_text_edit"),
    path("consents/texts/<int:pk>/preview/", texts.text_preview, name="consent_text_preview"),
    path("consents/texts/<int:pk>/publish/", texts.text_publish, name="consent_text_publish"),
    path("consents/texts/<int:pk>/delete/", texts.text_delete, name="consent_text_delete"),
    path("consents/texts/<int:pk>/compare/", texts.text_compare, name="consent_text_compare"),
    path("consents/scans/", scans.scan_add, name="scan_add"),
    path("consents/scans/<int:pk>/", scans.scan_batch, name="scan_batch"),
    path("consents/scans/<int:pk>/record/", scans.scan_record, name="scan_record"),
    path("consents/scans/<int:pk>/finish/", scans.scan_finish, name="scan_finish"),
    path("consents/scans/<int:pk>/<int:sheet>/", scans.scan_sheet, name="scan_sheet"),
    path("consents/scans/<int:pk>/<int:sheet>/answers/", scans.scan_answers, name="scan_answers"),
    path("consents/scans/<int:pk>/<int:sheet>/skip/", scans.scan_skip, name="scan_skip"),
    path("consents/scans/<int:pk>/<int:sheet>/file/", scans.scan_file, name="scan_file"),
]
