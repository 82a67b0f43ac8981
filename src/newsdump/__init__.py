"""Gives the plain text of a scraped page its structure back."""

__version__ = "0.1.0"

from newsdump.ages import read_age

__all__ = ["read_age"]
