"""Shapes of English that several components look for: outcome words, names of persons, appositions, distances."""
