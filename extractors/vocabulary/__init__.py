"""What a word can be: nouns with their classes, outcome frames, designations of equipment, known actors."""
