"""The door to the seals: pyHanko takes most of a second to import, so a process pays at its first seal.

Our own papers are sealed here; a file that somebody sends to be checked is opened by a child process.
"""

import datetime as dt
import json
from dataclasses import dataclass

from common.guarded import ask_child

DAMAGED = "не подтверждено: файл поврежден или изменен"
TOO_LONG = "не подтверждено: проверка заняла слишком много времени, повторите её через несколько минут"


@dataclass(frozen=True)
class SealCheck:
    """What a look at a sealed file says; `problem` is a sentence, empty when all is well."""

    ok: bool
    problem: str = ""
    signer: str = ""
    signed_at: dt.datetime | None = None


def make_certificate(**facts) -> tuple[bytes, bytes]:
    """(encrypted key, certificate) as PEM; facts as in `seal_writer.make_certificate`."""
    from common import seal_writer  # noqa: PLC0415  (slow library)

    return seal_writer.make_certificate(**facts)


def seal_pdf(pdf: bytes, **facts) -> bytes:
    """The PDF with the institution's seal; facts as in `seal_writer.seal_pdf`, raises its SealError."""
    from common import seal_writer  # noqa: PLC0415  (slow library)

    return seal_writer.seal_pdf(pdf, **facts)


def check_seal(pdf: bytes, cert_pem_list: list[bytes]) -> SealCheck:
    """Whether the file is exactly what one of our certificates sealed (PAP-4), read by a child with limits."""
    certificates = json.dumps([certificate.decode() for certificate in cert_pem_list]).encode()
    answer = ask_child("common.seal_checking", certificates + b"\n" + pdf, too_heavy=TOO_LONG, broken=DAMAGED)
    if "error" in answer:
        return SealCheck(ok=False, problem=answer["error"])
    moment = answer.pop("signed_at", None)
    return SealCheck(**answer, signed_at=dt.datetime.fromisoformat(moment) if moment else None)
