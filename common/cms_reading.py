"""The door to detached qualified signatures: what can be read of one, never whether it is valid.

A .sig or .p7s file is a CMS SignedData (RFC 5652), DER or base64. ГОСТ cryptography is not at hand here, so nothing is
verified; a child process takes the file apart, for it comes from outside.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass

from common.guarded import ask_child

MAX_BYTES = 1024 * 1024
NOT_CMS = (
    "Это не файл усиленной подписи. Нужен отсоединённый файл .sig, .p7s или .pem, "
    "который программа подписи создаёт рядом с документом."
)
NO_CERTIFICATE = (
    "В файле подписи нет сертификата подписавшего. Подпишите ещё раз и включите сертификат в файл подписи."
)
TOO_HEAVY = "Файл подписи слишком сложный для чтения. Создайте его заново."


class CmsError(ValueError):
    """The file is no detached signature that can be read; the text is for the person who sent it."""


@dataclass(frozen=True)
class CmsSignature:
    """What the file says of itself. `digest` is the hash of the signed bytes by `algorithm`, both "" when not named."""

    owner: str
    works_at: str
    serial: str
    issuer: str
    valid_from: dt.datetime
    valid_until: dt.datetime
    signed_at: dt.datetime | None
    algorithm: str
    digest: str

    def is_of(self, data: bytes) -> bool | None:
        """Whether it was made for these bytes; None where hashlib does not know the algorithm (ГОСТ Р 34.11-2012)."""
        if not self.digest or self.algorithm not in hashlib.algorithms_guaranteed:
            return None
        return hashlib.new(self.algorithm, data, usedforsecurity=False).hexdigest() == self.digest


def read_cms(data: bytes) -> CmsSignature:
    """Read the first signature of the file; CmsError with a sentence when there is none to read."""
    if len(data) > MAX_BYTES:
        raise CmsError(NOT_CMS)
    answer = ask_child("common.cms_parsing", data, too_heavy=TOO_HEAVY, broken=NOT_CMS)
    if error := answer.get("error"):
        raise CmsError({"certificate": NO_CERTIFICATE, "cms": NOT_CMS}.get(error, error))
    days = {name: _moment(answer.pop(name)) for name in ("valid_from", "valid_until", "signed_at")}
    return CmsSignature(**answer, **days)


def _moment(text):
    return dt.datetime.fromisoformat(text) if text else None
