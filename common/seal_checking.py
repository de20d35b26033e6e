"""The child of `sealing.check_seal`: certificates and a file from stdin, what the look at its seal says to stdout.

A stranger's PDF may unpack into gigabytes before its first signature is found, so pyHanko meets it here, within
limits of memory and time. Imports no Django; limits are set before the first byte is read.
"""

import json
import logging
import sys

from common.sealing import DAMAGED
from common.table_parsing import set_limits


def main():
    set_limits()
    logging.disable(logging.CRITICAL)  # a broken PDF would write a line for every object
    from common.seal_writer import check_seal  # noqa: PLC0415  slow: after the limits, so that they hold for it too

    certificates = json.loads(sys.stdin.buffer.readline())
    try:
        check = check_seal(sys.stdin.buffer.read(), [certificate.encode() for certificate in certificates])
        moment = check.signed_at and check.signed_at.isoformat()
        answer = {"ok": check.ok, "problem": check.problem, "signer": check.signer, "signed_at": moment}
    except (MemoryError, RecursionError):
        answer = {"ok": False, "problem": DAMAGED}
    sys.stdout.write(json.dumps(answer))
