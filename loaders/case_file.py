"""Reading case.toml: unknown keys are refused, each with the nearest that is known."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import Any

from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError
from cattrs.errors import BaseValidationError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override
from rapidfuzz import fuzz, process

from graphdb.model import DeathType, ReviewStatus, Role
from loaders import case_schema
from loaders.case_schema import FORMAT, CaseFile, DateText
from loaders.errors import LoaderError, todo_of

NAME = "case.toml"


def read_case_file(path: Path) -> CaseFile:
    """Read case.toml.

    Parameters
    ----------
    path
        The file itself.

    Raises
    ------
    LoaderError
        With every fault that was found, each with its key and what was expected.
    """
    raw = _toml(path)
    version = raw.get("format", FORMAT)
    if not isinstance(version, int) or isinstance(version, bool):
        raise LoaderError("JU-L003", NAME, "format: expected a whole number, such as 1")
    if version > FORMAT:
        raise LoaderError("JU-L004", NAME, f"format = {version}; this version reads {FORMAT}")
    try:
        return _converter().structure(raw, CaseFile)
    except BaseValidationError as error:
        faults = list(_faults(error, "", raw))
        raise LoaderError("JU-L003", NAME, "; ".join(faults)) from None


_AS_UTF8 = "Save it as UTF-8: in Notepad “Save as”, and there “Encoding: UTF-8”."


def _not_utf8(error: UnicodeDecodeError) -> str:
    """Return where a file stops being UTF-8, by the line."""
    line = error.object[: error.start].count(b"\n") + 1
    return f"line {line} has signs that are not UTF-8"


def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise LoaderError("JU-L001", str(path.parent))
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise LoaderError("JU-L002", NAME, _not_utf8(error), _AS_UTF8) from None
    except tomllib.TOMLDecodeError as error:
        end = f"at the end, in line {len(text.splitlines())}"
        raise LoaderError("JU-L002", NAME, str(error).replace("at end of document", end)) from None
    except OSError as error:
        raise LoaderError("JU-L017", NAME, error.strerror or "", todo_of(error)) from None


@cache
def _converter() -> Converter:
    """Return a converter that takes nothing for something else: no number becomes a text."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(DateText, _date_text)
    for enum in (DeathType, ReviewStatus, Role):
        converter.register_structure_hook(enum, _one_of)
    converter.register_structure_hook_func(
        lambda t: getattr(t, "__origin__", None) is tuple, lambda v, t: _many(converter, v, t)
    )
    # Hooks of a class are bound when it is registered, so parts come before wholes.
    for name, known in vars(case_schema).items():
        if isinstance(known, type) and is_dataclass(known) and not name.startswith("_"):
            renamed: dict[str, Any] = {
                f.name: override(rename=f.name.rstrip("_"))
                for f in fields(known)
                if f.name.endswith("_")
            }
            hook = make_dict_structure_fn(
                known, converter, _cattrs_forbid_extra_keys=True, **renamed
            )
            converter.register_structure_hook(known, _table_only(hook))
    return converter


def _table_only(hook: Callable[..., object]) -> Callable[[object, type], object]:
    def structure(value: object, kind: type) -> object:
        if not isinstance(value, dict):
            raise TypeError("expected a table")
        return hook(value, kind)

    return structure


def _text(value: object, _: type) -> str:
    if not isinstance(value, str):
        raise TypeError("expected text in quotation marks")
    return value.strip()


def _truth(value: object, _: type) -> bool:
    if not isinstance(value, bool):
        raise TypeError("expected true or false")
    return value


def _whole(value: object, _: type) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("expected a whole number")
    if value < 0:
        raise TypeError("expected a whole number, 0 or more")
    return value


def _day(value: object, _: type) -> date:
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date):
        raise TypeError("expected a date such as 2011-05-03, without quotation marks")
    return value


def _date_text(value: object, _: type) -> DateText:
    if isinstance(value, datetime):
        return DateText(f"{value:%d/%m/%Y %H:%M}")
    if isinstance(value, date):
        return DateText(value.isoformat())
    if not isinstance(value, str):
        raise TypeError('expected a date, such as 2011-05-03 or "May 2011"')
    return DateText(value.strip())


def _one_of(value: object, kind: type[StrEnum]) -> StrEnum:
    known = [member.value for member in kind]
    text = _text(value, str)
    folded = " ".join(text.casefold().replace("_", " ").split())
    for member in kind:
        if member.value == folded:
            return member
    near = nearest(text, known)
    hint = f" (did you mean “{near}”?)" if near else ""
    raise TypeError(f"expected one of {', '.join(known)}{hint}")


def _many(converter: Converter, value: object, kind: GenericAlias) -> tuple[Any, ...]:
    inner = kind.__args__[0]
    if not isinstance(value, list):
        if is_dataclass(inner):
            raise TypeError("expected [[double brackets]]: there can be several")
        raise TypeError('expected a list, such as ["one", "two"]')
    done = []
    errors: list[Exception] = []
    for index, item in enumerate(value):
        try:
            done.append(converter.structure(item, inner))
        except Exception as error:
            error.__notes__ = [*getattr(error, "__notes__", []), f"at index {index}"]
            errors.append(error)
    if errors:
        raise IterableValidationError("list", errors, tuple)
    return tuple(done)


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the nearest of the known words, or empty text where none is near."""
    found = process.extractOne(
        text.casefold()[:100], list(known), scorer=fuzz.ratio, score_cutoff=60
    )
    return str(found[0]) if found else ""


def _faults(error: BaseException, path: str, raw: object) -> Iterable[str]:
    """Yield one sentence for each fault in a tree of exceptions, with its key path."""
    if isinstance(error, ClassValidationError):
        named, others = error.group_exceptions()
        for inner, note in named:
            yield from _faults(inner, _join(path, note.name.rstrip("_")), raw)
        for inner_ in others:
            yield from _faults(inner_, path, raw)
    elif isinstance(error, IterableValidationError):
        for inner_ in error.exceptions:
            index = next(
                (
                    int(n.removeprefix("at index "))
                    for n in getattr(inner_, "__notes__", [])
                    if isinstance(n, str) and n.startswith("at index ")
                ),
                0,
            )
            yield from _faults(inner_, f"{path}[{index + 1}]", raw)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [f.name.rstrip("_") for f in fields(error.cl)]
        for key in sorted(error.extra_fields):
            near = nearest(key, known)
            hint = f"; did you mean “{near}”?" if near else f"; known: {', '.join(known)}"
            yield f"{_join(path, key)}: this key is not known{hint}"
    elif isinstance(error, KeyError):
        yield f"{path}: this key is missing"
    else:
        yield f"{path}: {error}"


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
