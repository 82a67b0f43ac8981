"""Pictures of a page: an HTML report, and what notebooks show."""

from newsdump.report.html import to_html
from newsdump.report.notebook import to_notebook

__all__ = ["to_html", "to_notebook"]
