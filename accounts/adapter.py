"""How allauth behaves in this house."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.urls import reverse

WORDS = {
    "account_inactive": "Вход закрыт. Обратитесь к администратору учреждения.",
    "email_password_mismatch": "Почта или пароль не подошли.",
    "enter_current_password": "Это не ваш нынешний пароль. Введите его ещё раз.",
    "incorrect_code": "Код не подошёл. Проверьте цифры и введите ещё раз.",
    "incorrect_password": "Пароль не подошёл. Проверьте раскладку клавиатуры.",
    "invalid_password_reset": "Ссылка из письма больше не действует. Запросите новую.",
    "rate_limited": "Слишком частые запросы. Подождите несколько минут.",
    "too_many_login_attempts": "Слишком много попыток. Подождите 15 минут.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the institution; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | WORDS

    def is_open_for_signup(self, request):
        return False

    def get_password_change_redirect_url(self, request):
        return reverse("organizations:account")

    def get_reset_password_from_key_url(self, key):
        """The address of this installation, never the one a stranger's request names (AUT-10)."""
        uidb36, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
        return settings.SITE_URL + path


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of the second factor lie encrypted: a copy of the database does not hold them."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WORDS["incorrect_code"]}

    @property
    def cipher(self):
        key = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text):
        return self.cipher.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return self.cipher.decrypt(encrypted_text.encode()).decode()
