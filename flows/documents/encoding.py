"""From bytes to text: UTF-8 first, else what the bytes look like, and that is said."""

from __future__ import annotations

from flows.documents.model import Unreadable

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CERTAIN = 0.2  # share of mess from which charset-normalizer's guess is none


def decoded(data: bytes, forced: str | None = None) -> tuple[str, str | None]:
    """The text, and a note on its encoding where it is not UTF-8. Raises ``Unreadable`` where none is likely.

    >>> decoded("l'été".encode("cp1252"))[0]
    "l'été"
    >>> decoded("Five died.".encode("utf-16"))
    ('Five died.', 'read as utf-16')
    """
    if forced:
        return _forced(data, forced), None
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise Unreadable("begins as UTF-16 and does not go on as that; is it cut off?") from error
        return _guessed(data, error)
    return text, None if encoding.startswith("utf-8") else f"read as {encoding}"


def _forced(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8-sig" if encoding.lower().replace("_", "-") == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"not {encoding} (byte 0x{data[error.start]:02X}), as --encoding says.", line) from error


def _guessed(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    byte = f"byte 0x{data[error.start]:02X}"
    if b"\0" in data:
        raise Unreadable("this is a binary file, not text; convert it to plain text first.") from error
    # Western Europe's own is tried first: on a short text the guess falls on any of its neighbours.
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    letters = [c for c in text if ord(c) > 127]
    if text and sum(c.isalpha() or c in "“”‘’–—…€£«»°·½¼¾ •" for c in letters) > 0.9 * len(letters):
        foreign = sum(c.isalpha() for c in letters) / max(1, sum(c.isalpha() for c in text))
        if foreign <= 0.5:
            return text, "read as cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or best.chaos > _CERTAIN:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"not UTF-8 ({byte}), and its encoding cannot be told; name it with --encoding.", line)
    return str(best), f"read as {best.encoding}"
