"""The page ``docs/columns.md``: every table with its columns, as they are defined.

python -m warehouse.document_columns > docs/columns.md
"""

from __future__ import annotations

from warehouse.tables import TABLES


def markdown() -> str:
    """The page ``docs/columns.md``."""
    parts = [
        "# Columns\n",
        "Written by `python -m warehouse.document_columns > docs/columns.md`; do not edit by hand.\n",
    ]
    for t in TABLES.values():
        parts.append(f"\n## {t.name}\n\n{t.description}\n\nKey: {', '.join(f'`{k}`' for k in t.key)}.\n")
        parts.append("| column | type | null | meaning | example |\n|---|---|---|---|---|")
        for c in t.columns:
            null = "yes" if c.nullable else "no"
            comment = c.comment.replace("|", "\\|")
            parts.append(f"| `{c.name}` | {c.type.lower()} | {null} | {comment} | `{c.example}` |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")
