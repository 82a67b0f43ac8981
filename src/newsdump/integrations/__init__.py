"""Doors to the engines that work through many pages: one module an engine, imported by its name.

None of them is imported by newsdump itself. Each is thin: rows go to `newsdump.batch.parse_many`, columns to
`newsdump.arrow.BatchParser`, whose options they all take.
"""
