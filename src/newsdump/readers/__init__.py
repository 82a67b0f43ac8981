"""Streams of dumps from files."""
