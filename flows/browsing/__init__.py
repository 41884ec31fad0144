"""The pages live: the published copy in, pages over HTTP out, and decisions of reviewers back in.

``holdings`` keeps the copy open and makes pages of it, ``decisions`` takes what a reviewer decides to the warehouse,
``app`` is the web application, and the only module that knows HTTP.
"""
