"""Ages and dates as pages print them, and what they can mean."""

from newsdump.ages.model import Age, AgeKind, Moment, Part, Unit, Window, require_aware

__all__ = ["Age", "AgeKind", "Moment", "Part", "Unit", "Window", "require_aware"]
