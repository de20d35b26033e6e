"""A questionnaire out of a document. Pure, no Django: blocks of `common.document_reading` in, a `Reading` out.

lines, tables → outline (which line asks, which answers; `numbering` knows whose numbers they are) → kinds → building.
A new layout is a document in surveys/tests/reading/ with its expected answer, then the rule that reads it.
"""

from surveys.reading.reading import Reading, read

__all__ = ["Reading", "read"]
