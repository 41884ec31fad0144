"""The commands that show what the warehouse holds, in the order in which help lists them."""

from __future__ import annotations

from flows.commands.audit import audit
from flows.commands.browse import browse
from flows.commands.check import check
from flows.commands.diff import diff
from flows.commands.report import report
from flows.commands.show import show

LOOKING = (show, check, report, browse, diff, audit)
