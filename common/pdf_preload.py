"""Imported by the fork server of `common.pdf_pool` alone: what its workers share, all but the fonts."""

import gc

import django

import common.pdf_writer  # noqa: F401  (WeasyPrint takes most of a second to import)

django.setup()
gc.collect()
gc.freeze()
