"""What Neo4j Browser is given: a style for every kind of node, pictures, and the named questions.

Browser takes a style by dropping the file on its window, and saved queries by importing files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from graphdb.schema import NODES
from loaders.ourcsv import write_atomically
from queries.named import NamedQuestion, Parameter, named_questions, read

__all__ = ["Written", "for_browser", "pictures", "style"]

FOLDER = files("queries") / "cypher" / "browser"
#: What the style's file is called.
STYLE = "joinedup.grass"

#: Colour of a node (no two alike to a colour-blind reader), of the words in it, what they say, and
#: how wide it is: who keeps records is large, rows are small.
_LOOK = {
    "Case": ("#000000", "#FFFFFF", "title", 80),
    "Person": ("#E69F00", "#000000", "name", 65),
    "Agency": ("#0072B2", "#FFFFFF", "name", 80),
    "Team": ("#56B4E9", "#000000", "name", 65),
    "Fact": ("#F0E442", "#000000", "name", 50),
    "Event": ("#999999", "#000000", "kind", 40),
    "Occurrence": ("#CC79A7", "#000000", "kind", 50),
    "Theme": ("#009E73", "#FFFFFF", "code", 50),
    "Finding": ("#D55E00", "#000000", "query", 65),
    "Disposition": ("#5B2A86", "#FFFFFF", "state", 50),
}
_OTHER = ("#DDDDDD", "#000000", "uid", 40)


@dataclass(frozen=True, slots=True)
class Written:
    """What was put into a folder.

    Attributes
    ----------
    style
        The style's file.
    pictures, questions
        One file each, in order of name.
    """

    style: Path
    pictures: tuple[Path, ...]
    questions: tuple[Path, ...]


@cache
def pictures() -> tuple[NamedQuestion, ...]:
    """Return the saved pictures: queries that give nodes and edges to draw, in order of name.

    Examples
    --------
    >>> [picture.name for picture in pictures()][:2]
    ['a-line-of-enquiry', 'agencies-and-people']
    """
    names = sorted(path.name for path in FOLDER.iterdir() if path.name.endswith(".cypher"))
    return tuple(
        read(name.removesuffix(".cypher"), (FOLDER / name).read_text("utf-8")) for name in names
    )


def style() -> str:
    """Return the style, with a rule for every kind of node that the graph declares."""
    rules = [
        "relationship {\n  color: #555555;\n  shaft-width: 1px;\n  font-size: 8px;\n"
        "  padding: 3px;\n  text-color-external: #000000;\n  text-color-internal: #FFFFFF;\n"
        '  caption: "<type>";\n}'
    ]
    for kind in NODES:
        colour, words, caption, wide = _LOOK.get(kind.label, _OTHER)
        rules.append(
            f"node.{kind.label} {{\n  color: {colour};\n  border-color: #333333;\n"
            f"  border-width: 1px;\n  text-color-internal: {words};\n  diameter: {wide}px;\n"
            f'  font-size: 10px;\n  caption: "{{{caption}}}";\n}}'
        )
    return "\n\n".join(rules) + "\n"


def saved(question: NamedQuestion) -> str:
    """Return one query as Browser saves it: what it answers, its parameters to fill in, and it.

    Examples
    --------
    >>> print(saved(pictures()[0]).splitlines()[0])
    // One finding with the rows that it rests on
    """
    told = (question.title, question.answers, question.caveats)
    lines = [f"// {text}" for text in told if text]
    lines += [_param(parameter) for parameter in question.parameters]
    return "\n".join([*lines, question.cypher + ";", ""])


def _param(parameter: Parameter) -> str:
    value = "PUT-IT-HERE" if parameter.default is None else parameter.default
    return f"// {parameter.means}\n:param {parameter.name} => {json.dumps(value)};"


def for_browser(folder: Path) -> Written:
    """Write the style, the pictures and the named questions; files of the same names are replaced.

    Parameters
    ----------
    folder
        Made where it is not there.
    """
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    (folder / "questions").mkdir(exist_ok=True)
    write_atomically(folder / STYLE, style().encode())
    return Written(
        folder / STYLE,
        tuple(_write(folder / "pictures", one) for one in pictures()),
        tuple(_write(folder / "questions", one) for one in named_questions()),
    )


def _write(folder: Path, question: NamedQuestion) -> Path:
    path = folder / f"{question.name}.cypher"
    write_atomically(path, saved(question).encode())
    return path
