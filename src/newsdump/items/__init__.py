"""Records found by what repeats: reader comments and related items in a range of lines.

Nothing is known here of sections: a range comes in, records with their agreement go out, so that the verdict can
ask for evidence.
"""

from newsdump.items import building, comments, records, related
from newsdump.items.roles import Reader, Words, with_days_behind_names

__all__ = ["Reader", "Words", "building", "comments", "records", "related", "with_days_behind_names"]
