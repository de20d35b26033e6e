from django.urls import path

from documents.urls_register import urlpatterns as register
from documents.urls_signing import urlpatterns as signing
from documents.views import (
    destruction,
    drafting,
    editing,
    papers,
    printing,
    programmes,
    roadmap_orders,
    versions,
)

app_name = "documents"
urlpatterns = [
    *register,
    path("print/", printing.papers_print, name="print"),
    path("add/", drafting.paper_catalogue, name="add"),
    path("add/<slug:paper_kind>/", drafting.paper_add, name="paper_add"),
    path("<int:pk>/facts/", drafting.paper_facts, name="paper_facts"),
    path("order-pairs/add/", papers.order_pairs_add, name="order_pairs_add"),
    path("order-roadmap/<int:pk>/add/", roadmap_orders.order_roadmap_add, name="order_roadmap_add"),
    path("programmes/send/", programmes.programme_send, name="programme_send"),
    path("<int:pk>/", papers.document_detail, name="detail"),
    path("<int:pk>/edit/", editing.document_edit, name="edit"),
    path("<int:pk>/edit/pieces/", editing.document_pieces, name="pieces"),
    path("<int:pk>/preview/", editing.document_preview, name="preview"),
    path("<int:pk>/versions/", versions.document_versions, name="versions"),
    path("<int:pk>/send/", papers.document_send, name="send"),
    path("<int:pk>/take-back/", papers.document_take_back, name="take_back"),
    path("<int:pk>/delete/", papers.document_delete, name="delete"),
    path("destruction/<int:pk>/", destruction.destruction_confirm, name="destruction_confirm"),
    path("destruction/<int:pk>/code/", destruction.destruction_code, name="destruction_code"),
    *signing,
]
