"""Archives that people send in (DOCX, XLSX, PPTX are ZIP files)."""

import zipfile
import zlib

# What the standard library raises over a torn or forged archive. It also raises RuntimeError and ValueError, which may
# be somebody else's too (a nesting too deep, our own refusals): a caller without such adds them.
BAD_ZIP = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, zlib.error, UnicodeDecodeError)
