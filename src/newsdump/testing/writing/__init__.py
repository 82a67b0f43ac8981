"""A grammar's sections written with new stories and items."""
