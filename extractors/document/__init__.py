"""A text before anything is counted: its marks removed, its sentences, the sentences worth parsing, their parse."""
