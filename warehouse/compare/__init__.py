"""Linking assertions to events and figures, and telling whose word each is. Views compare what is linked here."""

from __future__ import annotations

from warehouse.compare.link import LinkReport, features, link

__all__ = ["LinkReport", "features", "link"]
