"""Gives the plain text of a scraped page its structure back."""

from newsdump.ages import read_age
from newsdump.parser import Parser, parse

__all__ = ["Parser", "parse", "read_age"]
__version__ = "0.1.0"
