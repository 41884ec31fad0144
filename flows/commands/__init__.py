"""Commands of ``figures``, one a module; heavy imports stay inside the functions, so that ``--help`` is quick."""
