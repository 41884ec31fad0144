"""Reading documents: files, folders and standard input in, documents and what was left out (with the reason) out.

``find`` is where one begins, ``model`` what travels. Nothing is imported here: `figures --help` needs options alone.
"""
