"""The door to the seals: pyHanko takes most of a second to import, so a process pays at its first seal."""

import datetime as dt
from dataclasses import dataclass


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
    """Whether the file is exactly what one of our certificates sealed (PAP-4)."""
    from common import seal_writer  # noqa: PLC0415  (slow library)

    return seal_writer.check_seal(pdf, cert_pem_list)
