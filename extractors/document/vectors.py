"""Words of sentences to the vectors that tagger and parser read: the model's ``tok2vec``, each word looked up once.

Lists of words go in, an array a sentence comes out, as the model itself computes it. Two things are done differently.
What a word alone gives (its hashed prefix, suffix and shape, and the first layer over them) is kept for the next time
the word comes. And matrices are multiplied in blocks of one size, by a product that this machine rounds alike in every
row (``even_product``), so that a sentence has the same vectors to the last bit whatever stands beside it: that is what
allows to keep trees by sentence, over documents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language

Floats = NDArray[np.float32]

BLOCK = 64
"""Rows that are multiplied at once; a shorter rest is filled with zeros. A BLAS chooses its kernel by the shape."""
COLUMNS = 16
"""Rows at once where they stand as columns, to the right of the weights: a quarter slower, and even on more kernels."""
MAX_WORDS = 50_000
"""Words kept; after that all are let go, so that a process that reads for days does not grow (20 MB)."""
_TINY = np.float32(1e-8)
Product = Callable[[Floats, Floats], Floats]


def in_rows(rows: Floats, weights: Floats) -> Floats:
    """``rows @ weights``, ``BLOCK`` rows at a time.

    >>> in_rows(np.ones((3, 2), "f"), np.ones((2, 1), "f")).tolist()
    [[2.0], [2.0], [2.0]]
    """
    number = len(rows)
    whole = number - number % BLOCK
    out = np.empty((number, weights.shape[1]), dtype=np.float32)
    for at in range(0, whole, BLOCK):
        np.dot(rows[at : at + BLOCK], weights, out=out[at : at + BLOCK])
    if whole < number:
        rest = np.zeros((BLOCK, rows.shape[1]), dtype=np.float32)
        rest[: number - whole] = rows[whole:]
        out[whole:] = np.dot(rest, weights)[: number - whole]
    return out


def in_columns(rows: Floats, weights: Floats) -> Floats:
    """``rows @ weights``, ``COLUMNS`` rows at a time as the columns of the right-hand matrix.

    >>> in_columns(np.ones((3, 2), "f"), np.ones((2, 1), "f")).tolist()
    [[2.0], [2.0], [2.0]]
    """
    number, width = rows.shape
    filled = np.zeros((-(-number // COLUMNS) * COLUMNS, width), dtype=np.float32)
    filled[:number] = rows
    stacked = filled.reshape(-1, COLUMNS, width).transpose(0, 2, 1)
    product: Floats = np.matmul(weights.T, stacked).transpose(0, 2, 1).reshape(-1, weights.shape[1])
    return product[:number]


def one_by_one(rows: Floats, weights: Floats) -> Floats:
    """``rows @ weights``, each row by itself: slow, and even on any kernel.

    >>> one_by_one(np.ones((3, 2), "f"), np.ones((2, 1), "f")).tolist()
    [[2.0], [2.0], [2.0]]
    """
    product: Floats = np.matmul(rows[:, None, :], weights)[:, 0, :]
    return product


def is_even(product: Product) -> bool:
    """Whether a row's product is the same to the last bit wherever in a block it stands.

    On this machine, that is: the kernels that OpenBLAS has for processors without AVX-512 round a row otherwise in the
    second half of twelve than in the first.
    """
    random = np.random.default_rng(0)
    for depth, width in ((96, 50), (288, 288)):
        weights = random.standard_normal((depth, width), dtype=np.float32)
        rows = np.repeat(random.standard_normal((1, depth), dtype=np.float32), 2 * BLOCK, axis=0)
        found = product(rows, weights)
        if (found != found[0]).any():
            return False
    return True


@cache
def even_product() -> Product:
    """The quickest product of this machine whose rows do not depend on the rows around them."""
    return next((product for product in (in_rows, in_columns) if is_even(product)), one_by_one)


def blocked(rows: Floats, weights: Floats) -> Floats:
    """``rows @ weights``, each row of the result independent of the rows around it.

    >>> blocked(np.ones((3, 2), "f"), np.ones((2, 1), "f")).tolist()
    [[2.0], [2.0], [2.0]]
    """
    return even_product()(rows, weights)


class BlockedOps(NumpyOps):  # type: ignore[misc]
    """thinc's operations on NumPy's BLAS, products in blocks (``blocked``): six tenths of the time of thinc's own."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, x: Floats, y: Floats, out: Any = None, trans1: bool = False, trans2: bool = False) -> Floats:
        """The product of two matrices, either of them turned."""
        product = blocked(x.T if trans1 else x, y.T if trans2 else y)
        if out is None:
            return product
        out[:] = product
        return out  # type: ignore[no-any-return]


class Vectors:
    """The vectors of words in their sentences, for a model whose ``tok2vec`` is built as the small ones of spaCy are.

    Raises ``ValueError`` for a model that is built otherwise.
    """

    def __init__(self, nlp: Language) -> None:
        model: Any = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
        named = {name: [layer for layer in model.walk(order="dfs_pre") if layer.name == name] for name in _LAYERS}
        mixed, *encoders = named["maxout"]
        norms = named["layernorm"][1:]
        windows = [layer.attrs["window_size"] for layer in named["expand_window"]]
        if windows != [1] * len(encoders) or len(norms) != len(encoders) or len(model.layers) != 2:
            raise ValueError("the model's tok2vec is not built as those of spaCy's small models")
        self._nlp = nlp
        self._embed = model.layers[0]
        self._layers = [_Layer(encoder, norm) for encoder, norm in zip(encoders, norms, strict=True)]
        self._width = int(mixed.get_dim("nO"))
        self._clear()

    def _clear(self) -> None:
        self._rows: dict[str, int] = {}
        self._known = np.zeros((BLOCK, self._width), dtype=np.float32)

    def of(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        """The vectors of each sentence, a row a word."""
        if len(self._rows) > MAX_WORDS:
            self._clear()
        self._learn(list({word: None for words in sentences for word in words if word not in self._rows}))
        apart = len(self._layers)  # rows of zeros around each, so many that no layer reaches over them
        starts: list[int] = []
        at = apart
        for words in sentences:
            starts.append(at)
            at += len(words) + apart
        rows = self._rows
        look_up = np.zeros(at, dtype=np.intp)  # row 0 is zeros
        for start, words in zip(starts, sentences, strict=True):
            look_up[start : start + len(words)] = [rows[word] for word in words]
        vectors = self._known[look_up]
        for layer in self._layers:
            vectors += layer(vectors)
        return [vectors[start : start + len(words)] for start, words in zip(starts, sentences, strict=True)]

    def _learn(self, words: list[str]) -> None:
        """Looks up words not met before, a block at a time."""
        from spacy.tokens import Doc

        for at in range(0, len(words), BLOCK):
            some = words[at : at + BLOCK]
            with self._nlp.memory_zone():  # the model's vocabulary does not grow by them
                doc = Doc(self._nlp.vocab, words=some + ["the"] * (BLOCK - len(some)))
                found = self._embed.predict([doc])[0][: len(some)]
            first = len(self._rows) + 1
            if first + len(some) > len(self._known):
                more = np.zeros((len(self._known), self._width), dtype=np.float32)
                self._known = np.concatenate([self._known, more])
            self._known[first : first + len(some)] = found
            self._rows.update(zip(some, range(first, first + len(some)), strict=True))


_LAYERS = ("maxout", "layernorm", "expand_window")


class _Layer:
    """One layer of the encoder: each word with its two neighbours, the greatest of the pieces, brought to one scale."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weights, bias = maxout.get_param("W"), maxout.get_param("b")  # (out, pieces, in), (out, pieces)
        self._out, self._pieces, width = weights.shape
        # pieces apart, so that the greatest is taken over whole rows
        self._weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(width, self._pieces * self._out))
        self._bias = bias.T.reshape(-1).copy()
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, vectors: Floats) -> Floats:
        """What is added to each row; before the first and after the last are zeros."""
        neighbours = np.zeros((len(vectors), 3 * self._out), dtype=np.float32)
        neighbours[1:, : self._out] = vectors[:-1]
        neighbours[:, self._out : 2 * self._out] = vectors
        neighbours[:-1, 2 * self._out :] = vectors[1:]
        pieces = blocked(neighbours, self._weights)
        pieces += self._bias
        best: Floats = pieces[:, : self._out]
        for piece in range(1, self._pieces):
            best = np.maximum(best, pieces[:, piece * self._out : (piece + 1) * self._out])
        best = best - best.mean(axis=1, keepdims=True)
        spread: Floats = np.einsum("ij,ij->i", best, best) / np.float32(self._out) + _TINY
        best *= (spread**-0.5)[:, None]
        best *= self._scale
        best += self._shift
        return best
