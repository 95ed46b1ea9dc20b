"""Text that comes from files, made fit to stand in a page: nothing hidden, nothing reversed."""

from __future__ import annotations

import json
import re

# Controls that a page cannot carry, and directional overrides that make text read otherwise
# than it is (a file name "gpj.exe"). They are shown as what they are, not dropped.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# What may not stand in a script's element, or reads otherwise than it is.
_ESCAPED = re.compile("[<\u2028\u2029\u202a-\u202e\u2066-\u2069\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return text with controls as the replacement character and overrides spelt out.

    Examples
    --------
    >>> clean("a\x00b")
    'a�b'
    >>> clean("invoice\u202egpj.exe")
    'invoice[U+202E]gpj.exe'
    """
    if text.isprintable():  # most is, and then has none of these
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DIRECTION.sub(lambda m: f"[U+{ord(m.group()):04X}]", _CONTROL.sub("\ufffd", text))


def embed_json(data: object) -> str:
    r"""Return JSON that is safe inside a ``<script type="application/json">`` element.

    Examples
    --------
    >>> embed_json({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
