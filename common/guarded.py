"""Foreign files are opened by a child process with limits: whatever is in them, the web process goes on."""

import json
import logging
import subprocess  # noqa: S404  the child is our own module, run by this very interpreter
import sys
from pathlib import Path

logger = logging.getLogger(__name__)

SECONDS = 9
HOUSE = str(Path(__file__).parents[1])
CHILD = "import sys; sys.path.append(sys.argv[1]); from {} import main; main()"


def ask_child(module: str, data: bytes, *, too_heavy: str, broken: str) -> dict:
    """What `module.main()` prints as JSON for `data` on its stdin; {"error": sentence} when it was stopped or fell.

    The module sets its own limits of memory and processor time; here it gets `SECONDS` by the wall clock.
    """
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", CHILD.format(module), HOUSE]
    try:
        done = subprocess.run(  # noqa: S603 - fixed command, the file goes through stdin
            command, input=data, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        return {"error": too_heavy}
    if done.returncode:
        logger.warning("%s ended with code %s", module, done.returncode)
        return {"error": too_heavy if done.returncode < 0 else broken}
    return json.loads(done.stdout)
