"""The training walkthrough: what each seat held at each moment, what was asked, what is revealed.

:func:`viz.walk.build.build_walk` makes a :class:`~viz.walk.model.WalkModel` from a case and its
``walkthrough.toml``; :mod:`viz.walk.payload` turns it into what the page reads, cut so that a page
of one seat holds no other seat's data until it is opened.
"""
