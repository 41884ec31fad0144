"""What ``make bench`` measures, a part a module: ``measure(quick)`` prints a table and gives its numbers."""
