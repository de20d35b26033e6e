"""The child of `cms_reading`: a signature file from stdin, what it says of itself as JSON to stdout.

stdout: the fields of CmsSignature, or {"error": "cms" | "certificate" | sentence}. Imports no Django; limits are set
before the first byte is read.
"""

import base64
import binascii
import json
import re
import sys

from common.table_parsing import set_limits

ARMOUR = re.compile(rb"-----[^-\n]{1,60}-----")
BROKEN = json.dumps({"error": "cms"})


class Unreadable(ValueError):
    """Not what it should be; the text is a key of the answer."""


def der_of(data):
    """The DER bytes of a file that may be base64, with or without its frame of dashes."""
    if data[:1] == b"\x30":
        return data
    text = ARMOUR.sub(b"", data.removeprefix(b"\xef\xbb\xbf"))
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except binascii.Error as error:
        raise Unreadable("cms") from error


def read(data):
    from asn1crypto import cms  # noqa: PLC0415  after the limits, so that they hold for it too

    info = cms.ContentInfo.load(der_of(data), strict=True)
    if info["content_type"].native != "signed_data" or not len(info["content"]["signer_infos"]):
        raise Unreadable("cms")
    signed = info["content"]
    signer = signed["signer_infos"][0]
    certificate = certificate_of(signed, signer)
    said = attributes_of(signer)
    subject, validity = certificate.subject.native, certificate["tbs_certificate"]["validity"]
    moment = said.get("signing_time")
    return {
        "owner": owner_of(subject)[:300],
        "works_at": words(subject.get("organization_name"))[:400],
        "serial": f"{certificate.serial_number:X}"[:80],
        "issuer": words(certificate.issuer.native.get("common_name"))[:400],
        "valid_from": validity["not_before"].native.isoformat(),
        "valid_until": validity["not_after"].native.isoformat(),
        "signed_at": moment.isoformat() if moment else "",
        "algorithm": str(signer["digest_algorithm"]["algorithm"].native),
        "digest": (said.get("message_digest") or b"").hex(),
    }


def certificate_of(signed, signer):
    """The certificate that the signer names among those in the file."""
    found = [one.chosen for one in signed["certificates"] or [] if one.name == "certificate"]
    sid = signer["sid"]
    for certificate in found:
        if sid.name == "issuer_and_serial_number":
            if certificate.serial_number == sid.chosen["serial_number"].native:
                return certificate
        elif certificate.key_identifier == sid.chosen.native:
            return certificate
    raise Unreadable("certificate")


def attributes_of(signer):
    """{name: first value} of the signed attributes that tell the time and the hash."""
    found = {}
    for attribute in signer["signed_attrs"] or []:
        name = attribute["type"].native
        if name in {"signing_time", "message_digest"} and len(attribute["values"]):
            found[name] = attribute["values"][0].native
    return found


def owner_of(subject):
    """Surname and names where the certificate tells them apart, otherwise its common name."""
    apart = " ".join(filter(None, [words(subject.get("surname")), words(subject.get("given_name"))]))
    return apart or words(subject.get("common_name"))


def words(value):
    return ", ".join(value) if isinstance(value, list) else value or ""


def main():
    set_limits()
    try:
        answer = json.dumps(read(sys.stdin.buffer.read()))
    except Unreadable as error:
        answer = json.dumps({"error": str(error)})
    except Exception:  # whatever a broken file does to asn1crypto means the same: it cannot be read
        answer = BROKEN
    sys.stdout.write(answer)
