"""What findings are called, in words, for whoever reads of them outside their case."""

from __future__ import annotations

from queries.definition import registry
from queries.panel import ADDED


def in_words(finding: str, form: str = "") -> tuple[str, str]:
    """Return a finding's title and what one of its forms means, in plain words.

    Parameters
    ----------
    finding
        Key of the finding. What no finding here is called stays as it is: a library can hold cases
        that another release worked out.
    form
        The form; empty where there is none, and so is what it means.

    Examples
    --------
    >>> in_words("inside", "between teams")
    ('Inside one agency', 'one team held it, another was in contact with no record of it')
    >>> in_words("panel"), in_words("unknown", "so")
    (('Added by the panel', ''), ('unknown', 'so'))
    """
    for definition in (*(query.definition for query in registry()), ADDED):
        if definition.key == finding:
            meaning = dict(definition.forms).get(form, form)
            return definition.title, "" if definition is ADDED else meaning
    return finding, form
