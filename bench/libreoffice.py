"""LibreOffice in the way offices use it: one document after another, each through a start of its own."""

import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAM = shutil.which("soffice")


def convert(documents):
    """Word files to PDF, one by one; raises when one did not come out."""
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(documents):
            source = Path(folder) / f"{number}.docx"
            source.write_bytes(data)
            command = [
                PROGRAM,
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                "pdf",
            ]
            subprocess.run(  # noqa: S603  our own file and program
                [*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=120
            )
            if not source.with_suffix(".pdf").exists():
                raise RuntimeError("LibreOffice made no PDF")
