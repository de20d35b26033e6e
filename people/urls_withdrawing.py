"""Routes of withdrawals and of destruction as this room decides it; `people.urls` includes them."""

from django.urls import path

from people.views import destructions, withdrawals

urlpatterns = [
    path("<int:pk>/withdraw/", withdrawals.person_withdraw, name="person_withdraw"),
    path("<int:pk>/destroy/", destructions.person_destroy, name="person_destroy"),
    path("withdrawals/", withdrawals.withdrawal_list, name="withdrawals"),
    path("withdrawals/<int:pk>/", withdrawals.withdrawal_detail, name="withdrawal"),
    path("withdrawals/<int:pk>/answer/", withdrawals.withdrawal_answer, name="withdrawal_answer"),
    path("withdrawals/<int:pk>/keep/", withdrawals.withdrawal_keep, name="withdrawal_keep"),
    path("withdrawals/<int:pk>/receipt/", withdrawals.withdrawal_receipt, name="withdrawal_receipt"),
    path("withdrawals/<int:pk>/letter/", withdrawals.withdrawal_letter, name="withdrawal_letter"),
    path("destructions/", destructions.destruction_list, name="destructions"),
    path("destructions/<int:pk>/", destructions.destruction_detail, name="destruction"),
    path("destructions/<int:pk>/cancel/", destructions.destruction_cancel, name="destruction_cancel"),
]
