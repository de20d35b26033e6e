from django.urls import path

from documents.urls_signing import urlpatterns as signing
from documents.views import acknowledging, destruction, drafting, papers, roadmap_orders

app_name = "documents"
urlpatterns = [
    path("", papers.document_list, name="list"),
    path("add/", drafting.paper_catalogue, name="add"),
    path("add/<slug:kind>/", drafting.paper_add, name="paper_add"),
    path("<int:pk>/facts/", drafting.paper_facts, name="paper_facts"),
    path("order-pairs/add/", papers.order_pairs_add, name="order_pairs_add"),
    path("order-roadmap/<int:pk>/add/", roadmap_orders.order_roadmap_add, name="order_roadmap_add"),
    path("<int:pk>/", papers.document_detail, name="detail"),
    path("<int:pk>/edit/", papers.document_edit, name="edit"),
    path("<int:pk>/send/", papers.document_send, name="send"),
    path("<int:pk>/take-back/", papers.document_take_back, name="take_back"),
    path("<int:pk>/delete/", papers.document_delete, name="delete"),
    path("<int:pk>/acknowledge/", acknowledging.document_acknowledge, name="acknowledge"),
    path("<int:pk>/acknowledge-paper/", acknowledging.acknowledge_paper, name="acknowledge_paper"),
    path(
        "<int:pk>/acknowledgement-sheet/", acknowledging.acknowledgement_sheet, name="acknowledgement_sheet"
    ),
    path("<int:pk>/remind/", acknowledging.document_remind, name="remind"),
    path("destruction/<int:pk>/", destruction.destruction_confirm, name="destruction_confirm"),
    path("destruction/<int:pk>/code/", destruction.destruction_code, name="destruction_code"),
    *signing,
]
