"""Reading documents: files, folders and standard input in, documents and what was left out (with the reason) out."""

from flows.documents.find import SOURCE, STANDARD_INPUT, content_id, find, read
from flows.documents.model import DEFAULT_MAX_BYTES, Found, Options, Problem

__all__ = ["DEFAULT_MAX_BYTES", "SOURCE", "STANDARD_INPUT", "Found", "Options", "Problem", "content_id", "find", "read"]
