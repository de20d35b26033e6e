"""allauth's forms with our words: a label above the field, never a placeholder instead of it."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm

NEW_HINT = "Не короче 12 знаков. Подойдут три-четыре слова подряд."
WORDS = {
    "login": ("Электронная почта", ""),
    "email": ("Электронная почта", ""),
    "password": ("Пароль", ""),
    "oldpassword": ("Нынешний пароль", ""),
    "password1": ("Новый пароль", NEW_HINT),
    "password2": ("Новый пароль ещё раз", ""),
    "code": ("Код", ""),
}


class PlainWords:
    """Labels and hints of this house; `autocomplete` stays, so that browsers and phones fill in."""

    own_words = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = (WORDS | self.own_words)[name]
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "form-control"


class SignInForm(PlainWords, account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class RequestCodeForm(PlainWords, account.RequestLoginCodeForm):
    own_words = {"email": ("Электронная почта", "Та, которую знает учреждение.")}


class MailedCodeForm(PlainWords, account.ConfirmLoginCodeForm):
    own_words = {"code": ("Код из письма", "")}


class ForgottenPasswordForm(PlainWords, account.ResetPasswordForm):
    own_words = RequestCodeForm.own_words


class NewPasswordForm(PlainWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(PlainWords, account.SetPasswordForm):
    own_words = {"password1": ("Пароль", NEW_HINT), "password2": ("Пароль ещё раз", "")}


class PasswordAgainForm(PlainWords, account.ReauthenticateForm):
    pass


class PhoneCodeForm(PlainWords, mfa.AuthenticateForm):
    own_words = {"code": ("Код из приложения", "Шесть цифр. Если телефона нет под рукой – запасной код.")}


class PhoneCodeAgainForm(PlainWords, mfa.ReauthenticateForm):
    own_words = PhoneCodeForm.own_words


class BindPhoneForm(PlainWords, ActivateTOTPForm):
    own_words = {"code": ("Код из приложения", "Шесть цифр, которые показывает приложение.")}
