"""Questions across cases, each one file of Cypher: ``queries/cypher/*.cypher``.

A file has three parts. A block of comments at its top says, as TOML, what it answers, what it may
be given and what its columns mean; then comes the query; a block of comments at its end has rows
that it must answer with on the cases of ``tests/questions/library``. The whole file can be
pasted into Neo4j's browser. Values are always parameters, never part of the text.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, Protocol

from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError, transform_error

from graphdb.vocabulary import load_vocabulary

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Asks",
    "Expected",
    "NamedQuestion",
    "NoSuchQuestionError",
    "Parameter",
    "ParameterError",
    "QuestionFileError",
    "Value",
    "bound",
    "named_question",
    "named_questions",
    "run",
]

FOLDER = files("queries") / "cypher"

Value = str | int | float | bool | list[str]
"""What a parameter can be."""
Kind = Literal["text", "texts", "whole number", "true or false", "case"]
"""``case`` is the id of a case that is in the store; ``texts`` may be empty."""
Known = Literal["themes", "sectors", "topics", "kinds"]
"""What texts are keys of: those of the vocabulary, and those of cases' own vocabularies."""
Cell = str | int | float | bool | list[str]

#: The longest answer that is waited for: seconds, and rows.
SECONDS, MOST = 300.0, 2_000_000


class NoSuchQuestionError(ValueError):
    """No question has this name; the message names those that are near."""


class ParameterError(ValueError):
    """A parameter that a question does not have, lacks, or cannot take; for a person to read."""


class QuestionFileError(ValueError):
    """A file of a question is not as it has to be; the message says where and how."""


class Asks(Protocol):
    """Whatever can be asked in Cypher, such as a `graphdb.stores.base.Store` or a library."""

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] = ...,
        *,
        seconds: float = ...,
        most: int = ...,
    ) -> pd.DataFrame:
        """Answer a query that only reads."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be given.

    Attributes
    ----------
    name
        As in the query, without the ``$``.
    type
        Text, texts, whole number, true or false, or a case of the store.
    means
        What it does, for a person.
    default
        What it is where nothing is given; ``None`` where something must be.
    least, most
        Bounds of a whole number.
    one_of
        The texts that it can be; empty where any will do.
    known
        What its texts are keys of; ``None`` where they are free.
    """

    name: str
    type: Kind
    means: str
    default: Value | None = None
    least: int | None = None
    most: int | None = None
    one_of: tuple[str, ...] = ()
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What a question answers on the small library of the tests.

    Attributes
    ----------
    given
        Parameters; the rest as by default.
    rows
        Rows in order, a cell for each column; an empty text stands for nothing there.
    """

    rows: tuple[tuple[Cell, ...], ...]
    given: dict[str, Value]


@dataclass(frozen=True, slots=True)
class NamedQuestion:
    """A question across cases.

    Attributes
    ----------
    name
        What it is called in commands: the name of its file.
    title
        In a few words.
    answers
        What it tells, in plain words.
    caveats
        What it does not tell.
    caution
        The most needful of these in one sentence, for the foot of its picture; empty without one.
    nothing
        What is said where no row is answered, with ``$names`` of parameters; empty where what is
        said of any question will do.
    parameters
        What it may be given.
    columns
        Name and meaning of each column, in order.
    cypher
        The query, without the comments before and after it.
    picture
        Name of the picture that shows it best (`viz.pictures`); empty where a table does.
    needs
        What cases must have for it to say anything.
    expected
        Rows that it must answer with.
    """

    name: str
    title: str
    answers: str
    caveats: str
    caution: str
    nothing: str
    parameters: tuple[Parameter, ...]
    columns: dict[str, str]
    cypher: str
    picture: str
    needs: str
    expected: tuple[Expected, ...]


# -- reading the files ---------------------------------------------------------------------


@dataclass(frozen=True)
class _Given:
    type: Kind
    means: str
    default: Value | None = None
    least: int | None = None
    most: int | None = None
    one_of: tuple[str, ...] = ()
    known: Known | None = None


@dataclass(frozen=True)
class _Rows:
    rows: tuple[tuple[Cell, ...], ...]
    given: dict[str, Value]


@dataclass(frozen=True)
class _Head:
    title: str
    answers: str
    caveats: str
    needs: str
    columns: dict[str, str]
    parameters: dict[str, _Given]
    picture: str = ""
    caution: str = ""
    nothing: str = ""


def _as_written(value: object, _: object) -> object:  # TOML has types of its own
    return value


@cache
def _converter() -> Converter:
    made = Converter(forbid_extra_keys=True)
    made.register_structure_hook(Value, _as_written)
    made.register_structure_hook(Value | None, _as_written)
    made.register_structure_hook(Cell, _as_written)
    return made


def read(name: str, text: str) -> NamedQuestion:
    """Return the question that a file holds.

    Parameters
    ----------
    name
        The name of the file, without its ending.
    text
        The whole file.

    Raises
    ------
    QuestionFileError
        Where the file has no query, or its comments are not as they have to be.
    """
    head, cypher, tail = _parts(text)
    if not cypher:
        raise QuestionFileError(f"{name}.cypher holds no query after its first comments")
    try:
        said = _converter().structure({"parameters": {}} | tomllib.loads(head), _Head)
        found = tomllib.loads(tail)
        expected = _converter().structure(
            [{"given": {}} | one for one in found.pop("expected", [])], tuple[_Rows, ...]
        )
    except tomllib.TOMLDecodeError as error:
        raise QuestionFileError(f"{name}.cypher: its comments are no TOML: {error}") from error
    except (BaseValidationError, ForbiddenExtraKeysError) as error:
        raise QuestionFileError(f"{name}.cypher: {'; '.join(transform_error(error))}") from error
    if bool(said.picture) != bool(said.caution):
        raise QuestionFileError(f"{name}.cypher: a picture has a caution, and nothing else has one")
    if found:
        raise QuestionFileError(
            f"{name}.cypher: after the query there is {', '.join(found)}; only [[expected]] can be"
        )
    return NamedQuestion(
        name=name,
        title=said.title,
        answers=_flat(said.answers),
        caveats=_flat(said.caveats),
        caution=_flat(said.caution),
        nothing=_flat(said.nothing),
        parameters=tuple(_parameter(key, one) for key, one in said.parameters.items()),
        columns={key: _flat(means) for key, means in said.columns.items()},
        cypher=cypher,
        picture=said.picture,
        needs=_flat(said.needs),
        expected=tuple(Expected(one.rows, one.given) for one in expected),
    )


def _parameter(name: str, given: _Given) -> Parameter:
    return Parameter(
        name,
        given.type,
        _flat(given.means),
        given.default,
        given.least,
        given.most,
        given.one_of,
        given.known,
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def _parts(text: str) -> tuple[str, str, str]:
    """Split a file into the comments at its top, the query, and the comments at its end."""
    lines = text.splitlines()
    first = next((i for i, line in enumerate(lines) if not _is_comment(line)), len(lines))
    last = len(lines)
    while last > first and _is_comment(lines[last - 1]):
        last -= 1
    return (
        "\n".join(map(_uncommented, lines[:first])),
        "\n".join(lines[first:last]).strip(),
        "\n".join(map(_uncommented, lines[last:])),
    )


def _is_comment(line: str) -> bool:
    return line.startswith("//") or not line.strip()


def _uncommented(line: str) -> str:
    return line.removeprefix("//").removeprefix(" ")


@cache
def named_questions() -> tuple[NamedQuestion, ...]:
    """Return every question, in order of name.

    Examples
    --------
    >>> [q.name for q in named_questions() if q.name.startswith("themes")][:2]
    ['themes', 'themes-by-case']
    """
    suffix = ".cypher"
    names = sorted(
        path.name.removesuffix(suffix) for path in FOLDER.iterdir() if path.name.endswith(suffix)
    )
    return tuple(read(name, (FOLDER / (name + suffix)).read_text("utf-8")) for name in names)


def named_question(name: str) -> NamedQuestion:
    """Return one question by its name.

    Raises
    ------
    NoSuchQuestionError
        Naming those that are near.

    Examples
    --------
    >>> named_question("themes").title
    'Themes over the cases'
    >>> named_question("theme")
    Traceback (most recent call last):
    ...
    queries.named.NoSuchQuestionError: No question is called “theme”. Did you mean themes?
    """
    every = {question.name: question for question in named_questions()}
    if name in every:
        return every[name]
    raise NoSuchQuestionError(f"No question is called “{name}”.{_near(name, every)}")


def _near(name: str, known: Iterable[str]) -> str:
    known = list(known)
    near = difflib.get_close_matches(name, known, n=1)
    return f" Did you mean {near[0]}?" if near else f" There are: {', '.join(known)}."


# -- parameters ----------------------------------------------------------------------------


def bound(
    question: NamedQuestion, given: Mapping[str, object], *, typed: bool = False
) -> dict[str, Value]:
    """Return every parameter of a question, of its own type.

    Parameters
    ----------
    question
        What is asked.
    given
        Values by name.
    typed
        Whether they are texts as somebody types them: ``"3"``, ``"yes"``, ``"1A, 6C"``; else each
        is of its own type, and a text is no list of texts.

    Raises
    ------
    ParameterError
        Where a name is unknown, a value is missing or is none that the parameter can take.

    Examples
    --------
    >>> bound(named_question("themes-by-case"), {"codes": "1A, 6C"}, typed=True)["codes"]
    ['1A', '6C']
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            takes = _near(name, known) if known else " It takes none."
            raise ParameterError(f"“{question.name}” has no parameter “{name}”.{takes}")
    return {
        name: _value(
            question.name,
            parameter,
            given.get(name, parameter.default),
            typed=typed and name in given,
        )
        for name, parameter in known.items()
    }


def _value(question: str, parameter: Parameter, given: object, *, typed: bool) -> Value:
    name = parameter.name
    if given is None:
        raise ParameterError(f"“{question}” needs {name}: {parameter.means}")
    as_given = _TYPED.get(parameter.type, _as_it_is)(given) if typed else given
    value = _READ[parameter.type](as_given)
    if value is None:
        wanted = (_WANTED_TYPED if typed else _WANTED)[parameter.type]
        raise ParameterError(f"{name} is {wanted}, not {given!r}.")
    if isinstance(value, int) and not isinstance(value, bool):
        _check_size(parameter, value)
    if parameter.one_of and value not in parameter.one_of:
        raise ParameterError(f"{name} is one of {', '.join(parameter.one_of)}, not {given!r}.")
    return value


def _check_size(parameter: Parameter, value: int) -> None:
    least, most = parameter.least, parameter.most
    if (least is not None and value < least) or (most is not None and value > most):
        bounds = " and ".join(
            part
            for part in (
                "" if least is None else f"at least {least}",
                "" if most is None else f"at most {most}",
            )
            if part
        )
        raise ParameterError(f"{parameter.name} is {bounds}, not {value}.")


_WANTED: Mapping[Kind, str] = {
    "text": "a text",
    "case": "the id of a case",
    "texts": "a list of texts",
    "whole number": "a whole number",
    "true or false": "True or False",
}
_WANTED_TYPED: Mapping[Kind, str] = {
    **_WANTED,
    "texts": "texts with commas between",
    "true or false": "true or false",
}


def _text(given: object) -> Value | None:
    return given if isinstance(given, str) and given.strip() else None


def _texts(given: object) -> Value | None:
    # a text is a sequence of texts, too: its letters
    if isinstance(given, str) or not isinstance(given, Sequence):
        return None
    return [str(part) for part in given] if all(isinstance(part, str) for part in given) else None


def _whole(given: object) -> Value | None:
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _yes_or_no(given: object) -> Value | None:
    return given if isinstance(given, bool) else None


_READ = {
    "text": _text,
    "case": _text,
    "texts": _texts,
    "whole number": _whole,
    "true or false": _yes_or_no,
}


def _as_it_is(given: object) -> object:
    return given


def _typed_texts(given: object) -> object:
    if not isinstance(given, str):
        return given
    return [part.strip() for part in given.split(",") if part.strip()]


def _typed_number(given: object) -> object:
    text = given.strip() if isinstance(given, str) else ""
    return int(text) if text.removeprefix("-").isdecimal() else given


def _typed_yes_or_no(given: object) -> object:
    text = given.strip().lower() if isinstance(given, str) else ""
    return {"true": True, "yes": True, "false": False, "no": False}.get(text, given)


_TYPED: Mapping[Kind, Callable[[object], object]] = {
    "texts": _typed_texts,
    "whole number": _typed_number,
    "true or false": _typed_yes_or_no,
}


# -- asking --------------------------------------------------------------------------------


def run(
    question: NamedQuestion | str,
    store: Asks,
    given: Mapping[str, object] | None = None,
    *,
    typed: bool = False,
) -> pd.DataFrame:
    """Ask a question of a store.

    Parameters
    ----------
    question
        The question, or its name.
    store
        Whatever answers Cypher.
    given, typed
        Parameters; see `bound`.

    Returns
    -------
    pandas.DataFrame
        The columns that the question declares, in their order.

    Raises
    ------
    NoSuchQuestionError, ParameterError
        Where the name or a parameter is none; also where a case is not in the store, or a theme,
        sector, topic or kind is neither in the vocabulary nor in the store.
    """
    asked = named_question(question) if isinstance(question, str) else question
    values = bound(asked, given or {}, typed=typed)
    for parameter in asked.parameters:
        value = values[parameter.name]
        if parameter.type == "case":
            _check_case(store, str(value))
        elif parameter.known and isinstance(value, list):
            _check_known(store, parameter.name, parameter.known, value)
    found = store.query(asked.cypher, values, seconds=SECONDS, most=MOST)
    return found[list(asked.columns)]


def _check_case(store: Asks, case_id: str) -> None:
    known = store.query("MATCH (c:Case) RETURN c.case_id AS case_id", {}, most=MOST)["case_id"]
    if case_id not in set(known):
        near = difflib.get_close_matches(case_id, sorted(known), n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise ParameterError(f"There is no case “{case_id}” here.{hint}")


#: What each case's own vocabulary may add, as its rows have it.
_IN_STORE: Mapping[Known, str] = {
    "themes": "MATCH (t:Theme) RETURN DISTINCT t.code AS key",
    "sectors": "MATCH (a:Agency) RETURN DISTINCT a.sector AS key",
    "topics": "MATCH (f:Fact) RETURN DISTINCT f.topic AS key",
    "kinds": "MATCH (e:Event) RETURN DISTINCT e.kind AS key",
}
_ONE: Mapping[Known, str] = {
    "themes": "theme", "sectors": "sector", "topics": "topic", "kinds": "kind",
}  # fmt: skip


def _check_known(store: Asks, name: str, what: Known, values: Sequence[str]) -> None:
    vocabulary = load_vocabulary()
    keys: Mapping[Known, Iterable[str]] = {
        "themes": vocabulary.themes,
        "sectors": vocabulary.sectors,
        "topics": vocabulary.topics,
        "kinds": vocabulary.kinds,
    }
    known = set(keys[what])
    if known.issuperset(values):
        return
    known |= {str(key) for key in store.query(_IN_STORE[what], {}, most=MOST)["key"] if key}
    for value in values:
        if value not in known:
            raise ParameterError(
                f"{name}: there is no {_ONE[what]} “{value}”.{_nearest(value, known)}"
            )


def _nearest(value: str, known: Iterable[str]) -> str:
    """Return which keys are meant perhaps: of other case first, else those spelt alike."""
    known = sorted(known)
    same = [key for key in known if key.casefold() == value.casefold()]
    # codes are short: 2F is nearest to what begins alike
    near = same or difflib.get_close_matches(value, known, n=3, cutoff=0.5)
    return (
        f" Did you mean {' or '.join(near)}?"
        if near
        else (" The page of the vocabulary lists them (docs/reference/vocabulary.md).")
    )
