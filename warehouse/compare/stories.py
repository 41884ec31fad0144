"""Near-identical texts are one story: five outlets that carry one dispatch are not five sources.

Texts are compared by the word sequences that they share (Jaccard similarity, estimated by MinHash;
Broder 1997), with the library datasketch. Only texts published within a few days of each other are
compared: a yearly obituary is not a copy.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from datasketch import MinHash, MinHashLSH

PERMUTATIONS = 64
SHINGLE_WORDS = 4
THRESHOLD = 0.5
"""Share of word sequences from which two texts are one story; a wire story with a paragraph cut is about 0.7."""
WINDOW_DAYS = 3
_SEED = 1
_SHORTEST = 30  # words: below this, two texts are alike by chance (a list of totals)
_SAMPLE = 4  # every shingle whose hash falls into one class of four: unbiased, and four times as fast
_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(6364136223846793005)
_STORED = np.dtype("<u4")
_SCHEME: Literal["affine32"] = "affine32"
_PERMUTATIONS = MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme=_SCHEME).permutations  # costly to draw: once


@dataclass(frozen=True, slots=True)
class SignedText:
    """A document by its signature; an empty signature (a text too short) joins no story."""

    document_id: str
    published: date | None
    signature: bytes


@dataclass(frozen=True, slots=True)
class Story:
    """The story that a document tells: the id of its earliest text, and how alike the two are."""

    document_id: str
    story_id: str
    similarity: float


def sign(text: str) -> bytes:
    """MinHash of a text's word sequences; empty for a text under 30 words. The same text always gives the same."""
    words = _WORD.findall(text.lower())
    if len(words) < _SHORTEST:
        return b""
    codes = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    shingles = np.zeros(len(words) - SHINGLE_WORDS + 1, dtype=np.uint64)
    for position in range(SHINGLE_WORDS):
        # A polynomial over the words' codes, modulo 2**64: one number per sequence of words.
        shingles = shingles * _FACTOR + codes[position : position + len(shingles)]
    hashes = np.unique(shingles >> np.uint64(32))
    sampled = hashes[hashes % _SAMPLE == 0] // _SAMPLE
    if not len(sampled):
        return b""
    minhash = _minhash()
    minhash.update_batch(sampled.tolist())
    return bytes(minhash.hashvalues.astype(_STORED).tobytes())


def group(texts: Iterable[SignedText]) -> Iterator[Story]:
    """The story of each text: that of the earliest near-identical text within three days, else its own.

    A text joins a leader, never a follower, so that a story does not drift from text to text.
    """
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    leaders: dict[str, tuple[SignedText, MinHash]] = {}
    for text in sorted(texts, key=lambda t: (t.published or date.max, t.document_id)):
        if not text.signature or text.published is None:
            yield Story(text.document_id, text.document_id, 1.0)
            continue
        minhash = _minhash(text.signature)
        best = _best(text, minhash, (leaders[key] for key in lsh.query(minhash)))
        if best is None:
            lsh.insert(text.document_id, minhash)
            leaders[text.document_id] = (text, minhash)
            yield Story(text.document_id, text.document_id, 1.0)
        else:
            yield best


def _minhash(signature: bytes | None = None) -> MinHash:
    return MinHash(
        num_perm=PERMUTATIONS,
        seed=_SEED,
        hashfunc=int,
        hashvalues=None if signature is None else np.frombuffer(signature, dtype=_STORED).astype(np.uint32),
        permutations=_PERMUTATIONS,
        scheme=_SCHEME,
    )


def _best(text: SignedText, minhash: MinHash, leaders: Iterable[tuple[SignedText, MinHash]]) -> Story | None:
    alike = [
        (minhash.jaccard(other), leader.document_id)
        for leader, other in leaders
        if leader.published is not None
        and text.published is not None
        and (text.published - leader.published).days <= WINDOW_DAYS
    ]
    close = [(similarity, key) for similarity, key in alike if similarity >= THRESHOLD]
    if not close:
        return None
    similarity, key = min(close, key=lambda pair: (-pair[0], pair[1]))
    return Story(text.document_id, key, similarity)
