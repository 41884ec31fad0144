"""Readers: what turns documents into assertions. ``grammar`` reads by rules, lexicons and a dependency parse."""
