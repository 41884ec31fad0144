"""What people look at: rows of the views in, pages, charts and files out.

It reads views and tables of the warehouse and writes none of them. ``stage`` takes the views once per report,
``incidents`` reads them into the values of ``model``, ``words`` says them in sober English, ``charts`` and ``maps``
draw them, ``pages`` sets them into the templates, and ``site`` writes the whole. The live pages (``figures browse``)
use the same ``pages``.
"""
