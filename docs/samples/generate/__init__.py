"""Writes the sample contracts: ``python -m docs.samples.generate``. A tool for authors, no part of the product."""
