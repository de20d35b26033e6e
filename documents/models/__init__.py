"""Papers and what belongs to them: files, signatures, acquaintance, numbers, steps on the way."""

from documents.models.files import FrozenFile, Seal
from documents.models.kinds import PaperKind
from documents.models.knowing import Acknowledgement
from documents.models.life import Link, Step, Version
from documents.models.numbers import NumbersApart, NumberSeries
from documents.models.papers import Document
from documents.models.signatures import QualifiedSignature, Signature, Substitute

__all__ = [
    "Acknowledgement",
    "Document",
    "FrozenFile",
    "Link",
    "NumberSeries",
    "NumbersApart",
    "PaperKind",
    "QualifiedSignature",
    "Seal",
    "Signature",
    "Step",
    "Substitute",
    "Version",
]
