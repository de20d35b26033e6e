from django.urls import path

from support.views import calls, cases, lists, offers

app_name = "support"
urlpatterns = [
    path("", lists.support_list, name="list"),
    path("open/<int:pk>/", cases.support_open, name="open"),
    path("<int:pk>/", cases.support_detail, name="detail"),
    path("<int:pk>/take/", cases.support_take, name="take"),
    path("<int:pk>/specialist/", cases.support_hand_over, name="hand_over"),
    path("<int:pk>/plan/", cases.support_plan, name="plan"),
    path("<int:pk>/close/", cases.support_close, name="close"),
    path("<int:pk>/contact/", cases.contact_add, name="contact_add"),
    path("contact/<int:pk>/remove/", cases.contact_remove, name="contact_remove"),
    path("<int:pk>/ask/", calls.call_add, name="call_add"),
    path("calls/", calls.call_list, name="calls"),
    path("calls/<int:pk>/", calls.call_detail, name="call"),
    path("calls/<int:pk>/close/", calls.call_close, name="call_close"),
    path("calls/<int:pk>/offer/", offers.offer_add, name="offer_add"),
    path("offers/<int:pk>/accept/", offers.offer_accept, name="offer_accept"),
    path("offers/<int:pk>/decline/", offers.offer_decline, name="offer_decline"),
    path("offers/<int:pk>/withdraw/", offers.offer_withdraw, name="offer_withdraw"),
    path("offers/<int:pk>/name/", offers.offer_name, name="offer_name"),
]
