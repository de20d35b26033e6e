"""Ways in. allauth names its pages itself; only those of this house are routed: no sign-up, no foreign accounts."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from accounts import forms, views

ours = [
    path("i/<str:secret>/", views.invitation, name="invitation"),
    path("i/", views.welcome, name="welcome"),
    path("sessions/end/", views.sign_out_everywhere, name="sign_out_everywhere"),
]

sign_in = account.LoginView.as_view(form_class=forms.SignInForm)
request_code = account.RequestLoginCodeView.as_view(form_class=forms.RequestCodeForm)
confirm_code = account.ConfirmLoginCodeView.as_view(form_class=forms.MailedCodeForm)
reauthenticate = account.ReauthenticateView.as_view(form_class=forms.PasswordAgainForm)
change_password = account.PasswordChangeView.as_view(form_class=forms.ChangePasswordForm)
set_password = account.PasswordSetView.as_view(form_class=forms.SetPasswordForm)
reset_password = account.PasswordResetView.as_view(form_class=forms.ForgottenPasswordForm)
new_password = account.PasswordResetFromKeyView.as_view(form_class=forms.NewPasswordForm)
authenticate = mfa.AuthenticateView.as_view(form_class=forms.PhoneCodeForm)
mfa_reauthenticate = mfa.ReauthenticateView.as_view(form_class=forms.PhoneCodeAgainForm)

urlpatterns = [
    path("", include((ours, "accounts"))),
    path("login/", sign_in, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("login/code/", request_code, name="account_request_login_code"),
    path("login/code/confirm/", confirm_code, name="account_confirm_login_code"),
    path("reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path("password/change/", change_password, name="account_change_password"),
    path("password/set/", set_password, name="account_set_password"),
    path("password/reset/", reset_password, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        new_password,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa_reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", views.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
