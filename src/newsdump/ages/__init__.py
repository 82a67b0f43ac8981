"""Ages and dates as pages print them, and what they can mean."""

from newsdump.ages.customs import has_own_calendar
from newsdump.ages.finding import AgeCue, find_age
from newsdump.ages.model import Age
from newsdump.ages.reading import read_age
from newsdump.ages.several import find_ages
from newsdump.ages.terms import AgeKind, Moment, Part, Unit, Window
from newsdump.arguments import require_aware

__all__ = [
    "Age",
    "AgeCue",
    "AgeKind",
    "Moment",
    "Part",
    "Unit",
    "Window",
    "find_age",
    "find_ages",
    "has_own_calendar",
    "read_age",
    "require_aware",
]
