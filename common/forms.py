"""Fields that several rooms ask for."""

from django import forms

from common.files import check_attachment, check_scan


class ScanField(forms.FileField):
    """A scan of a paper signed by hand: PDF, JPEG or PNG by its content, up to 15 MB."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})
    default_validators = [check_scan]


class AttachmentField(forms.FileField):
    """A file that proves something: a scan or an office file without macros, by its content, up to 15 MB."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.pptx"})
    default_validators = [check_attachment]
