"""Lists of words to their trees: tag, label and head of each word.

A tree depends on the words alone, to the last bit (``vectors``): trees are kept by their words, over sentences and
documents, so that a dispatch that ten outlets carry is parsed once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.document.vectors import BlockedOps, Vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KEPT = 5_000
"""Trees kept, those asked for last: some 20 MB. A dispatch is carried by the others within the day."""


class Tree(NamedTuple):
    """One sentence as the parser sees it, an entry a word."""

    tags: tuple[str, ...]
    """Parts of speech in the fine tags of the Penn Treebank."""
    labels: tuple[str, ...]
    """Dependency labels of ClearNLP, as spaCy's English models give them."""
    heads: tuple[int, ...]
    """The word that each depends on, counted from the first of the sentence; the root is its own head."""


class Trees:
    """The trees of a loaded model. The same words give the same tree, whatever else is asked for at once."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._kept: OrderedDict[tuple[str, ...], Tree] = OrderedDict()
        for _, component in nlp.pipeline:
            if (model := getattr(component, "model", None)) is not None:
                model._to_ops(BlockedOps())
        try:
            self._vectors: Vectors | None = Vectors(nlp)
        except (ValueError, KeyError):  # a model of another build is asked as a whole
            self._vectors = None

    def of(self, sentences: Sequence[tuple[str, ...]]) -> list[Tree]:
        """The tree of each sentence."""
        kept = self._kept
        found: dict[tuple[str, ...], Tree] = {}
        missing: list[tuple[str, ...]] = []
        for words in dict.fromkeys(sentences):
            if (tree := kept.get(words)) is None:
                missing.append(words)
            else:
                kept.move_to_end(words)
                found[words] = tree
        if missing:
            new = dict(zip(missing, self._parsed(missing), strict=True))
            found.update(new)
            kept.update(new)
            while len(kept) > KEPT:
                kept.popitem(last=False)
        return [found[words] for words in sentences]

    def _parsed(self, sentences: Sequence[tuple[str, ...]]) -> list[Tree]:
        from spacy.tokens import Doc

        nlp = self._nlp
        if self._vectors is None:
            docs = [Doc(nlp.vocab, words=list(words)) for words in sentences]
            return [_tree(doc) for doc in nlp.pipe(docs, batch_size=32)]
        # The words are in the vectors already: stand-ins keep the vocabulary from growing with every text.
        docs = [Doc(nlp.vocab, words=["x"] * len(words)) for words in sentences]
        for doc, vectors in zip(docs, self._vectors.of(sentences), strict=True):
            doc.tensor = vectors  # type: ignore[assignment]  # declared as float64, used as float32
        for name in ("tagger", "parser"):
            component: Any = nlp.get_pipe(name)
            component.set_annotations(docs, component.predict(docs))
        return [_tree(doc) for doc in docs]


def _tree(doc: Doc) -> Tree:
    names = doc.vocab.strings
    rows: list[list[int]] = doc.to_array(["TAG", "DEP"]).tolist()
    heads: list[int] = doc.to_array("HEAD").view("int64").tolist()  # relative to the word
    return Tree(
        tuple(names[tag] for tag, _ in rows),
        tuple(names[label] for _, label in rows),
        tuple(i + head for i, head in enumerate(heads)),
    )
