"""Comments and related items, by what repeats: roles of lines from their columns, one decoding, fields by agreement.

The way: `forms` (a line alone) and `repetition` (a line beside what repeats) give columns, `shares` asks the trees for
the roles, twice, with `surroundings` between; `decoding` finds the best reading through the states of `grammar`;
`comments`, `related`, `replies` and `agreement` make items of its records, `speakers` chooses who says a comment and
when among what `name_parts`, `name_traits` and `age_traits` tell; `reading` is all of it in order.
"""

from newsdump.items import comments, reading, related
from newsdump.items.reading import Reading
from newsdump.items.roles import Reader, Words, with_days_behind_names

__all__ = ["Reader", "Reading", "Words", "comments", "reading", "related", "with_days_behind_names"]
