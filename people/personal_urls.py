"""The person's own pages under /c/: by a personal link without signing in, or signed in. Order matters at the end."""

from django.urls import path

from people.views import personal

app_name = "personal"
urlpatterns = [
    path("", personal.personal_home, name="home"),
    path("open/", personal.personal_open, name="open"),
    path("close/", personal.personal_close, name="close"),
    path("<int:consent_pk>/", personal.personal_consent, name="consent"),
    path("<int:asked_pk>/sign/", personal.personal_sign, name="sign"),
    path("<int:asked_pk>/decline/", personal.personal_decline, name="decline"),
    path("<int:consent_pk>/withdraw/", personal.personal_withdraw, name="withdraw"),
    path("<int:consent_pk>/file/", personal.personal_file, name="file"),
    path("receipts/<int:withdrawal_pk>/", personal.personal_receipt, name="receipt"),
    path("receipts/<int:withdrawal_pk>/file/", personal.personal_receipt_file, name="receipt_file"),
    path("<str:link_secret>/", personal.personal_link, name="link"),
]
