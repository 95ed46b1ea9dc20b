"""A case as a widget of a notebook (the extra ``joinedup[notebook]``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from joinedup.case import JoinedUpCase, load
from joinedup.outputs import page_model
from viz.hosts import esm, host_style
from viz.page import render_data, render_fragment

try:
    import anywidget
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "a widget needs anywidget, which comes with: pip install 'joinedup[notebook]'",
        name=error.name,
    ) from error


class CaseWidget(anywidget.AnyWidget):
    """The page of a case in a notebook's cell.

    The text of the case goes to the cell as a message when the cell asks for it. It is no part of
    the widget's state, so that a notebook saved with its widgets holds none of it.

    Parameters
    ----------
    case
        The case.
    """

    _esm = esm()

    def __init__(self, case: JoinedUpCase) -> None:
        super().__init__()
        self._page: dict[str, str] | None = None
        self._case = case
        self.on_msg(self._answer)

    def _answer(self, _widget: object, content: Any, _buffers: object) -> None:  # noqa: ANN401
        if not isinstance(content, dict) or content.get("joinedup") != "page":
            return
        if self._page is None:
            model = page_model(self._case)
            self._page = {
                "joinedup": "page",
                "style": host_style(),
                "fragment": render_fragment(model),
                "data": render_data(model),
            }
        self.send(self._page)


def widget(case: JoinedUpCase | str | Path) -> CaseWidget:
    """Return a case as a widget, to be the last line of a notebook's cell.

    Parameters
    ----------
    case
        A loaded case, or where its folder is.

    Examples
    --------
    >>> import joinedup
    >>> shown = joinedup.widget("examples/amber-street")
    """
    return CaseWidget(case if isinstance(case, JoinedUpCase) else load(case))
