"""Trees of sentences: the model's own, the same in any company, and nothing left in the model's vocabulary."""

import random

import numpy as np
import pytest

from extractors.document.parse import load_model
from extractors.document.trees import KEPT, Trees
from extractors.document.vectors import BLOCK, Vectors, even_product, in_columns, in_rows, is_even, one_by_one

SENTENCES = [
    tuple(line.split())
    for line in """\
At least 20 people were killed in Sarmada .
The army said it had destroyed 3 launchers near the old mill , and the rebels denied it .
Killed : 4
"""
    "SHELLS HIT THE MARKET\n"
    "Many fled .\n"
    "A convoy of 14 trucks carrying flour , tents and blankets was stopped at the bridge on Monday by gunmen who "
    "seized 5 of them , officials of two aid bodies told reporters".splitlines()
]


@pytest.fixture(scope="module")
def trees() -> Trees:
    return Trees(load_model())


def test_a_sentence_has_one_tree_whatever_is_parsed_with_it(trees):
    together = trees.of(SENTENCES)
    shuffled = random.Random(5).sample(SENTENCES * 30, len(SENTENCES) * 30)
    again = dict(zip(shuffled, Trees(load_model()).of(shuffled), strict=True))
    alone = [Trees(load_model()).of([words])[0] for words in SENTENCES]
    assert [again[words] for words in SENTENCES] == alone == together


def test_vectors_are_the_models_own_and_the_same_to_the_last_bit_in_any_company():
    from spacy.tokens import Doc

    nlp = load_model()
    vectors = Vectors(nlp)
    found = vectors.of(SENTENCES)
    own = nlp.get_pipe("tok2vec").predict([Doc(nlp.vocab, words=list(words)) for words in SENTENCES])
    assert all(np.allclose(a, b, atol=1e-5) for a, b in zip(found, own, strict=True))
    many = vectors.of([*SENTENCES[::-1], *[("other", "words")] * BLOCK])[: len(SENTENCES)][::-1]
    assert all((a == b).all() for a, b in zip(found, many, strict=True))


def test_products_differ_in_their_rounding_only_and_one_that_is_even_is_found():
    random = np.random.default_rng(3)
    rows, weights = (random.standard_normal(shape, dtype=np.float32) for shape in ((2 * BLOCK + 5, 96), (96, 70)))
    for product in (in_rows, in_columns, one_by_one):
        assert np.allclose(product(rows, weights), rows @ weights, atol=1e-4)
    assert is_even(even_product())
    assert is_even(one_by_one)


def test_a_product_whose_rows_depend_on_their_place_is_not_taken_for_even():
    assert not is_even(lambda rows, weights: rows @ weights + np.arange(len(rows), dtype="f")[:, None] * 1e-6)


def test_the_models_vocabulary_does_not_grow_with_what_is_read(trees):
    nlp = load_model()
    before = len(nlp.vocab.strings)
    trees.of([(f"Zarqulabad{n}", "burned") for n in range(200)])
    assert len(nlp.vocab.strings) == before


def test_only_so_many_trees_are_kept(trees, monkeypatch):
    monkeypatch.setattr("extractors.document.trees.KEPT", 3)
    assert KEPT > 3
    trees.of([(f"word{n}",) for n in range(9)])
    assert len(trees._kept) == 3
