import pytest

from graphdb.model import Person, Role, Stance
from graphdb.vocabulary import load_vocabulary
from loaders.information import Informer
from loaders.people import People

PERSONS = (
    Person("V", "Leanne", frozenset({Role.VICTIM}), ("LM",)),
    Person("P", "Darren", frozenset({Role.PERPETRATOR})),
    Person("C1", "Jade", frozenset({Role.CHILD})),
    Person("C2", "Tom", frozenset({Role.CHILD})),
)


@pytest.fixture
def informer():
    return Informer("c", load_vocabulary(), People(PERSONS))


def said(informer, cell, subjects=()):
    reveals, troubles = informer.read(cell, subjects)
    facts = [informer.facts[r.fact_id] for r in reveals]
    shown = [
        (f.topic, f.by, f.about, r.stance.value, r.said_by)
        for f, r in zip(facts, reveals, strict=True)
    ]
    return shown, [t.code for t in troubles]


@pytest.mark.parametrize(
    ("cell", "facts"),
    [
        ("threats to kill", [("threats-to-kill", "P", "V", "observed", None)]),
        ("TTK: P > V (denied)", [("threats-to-kill", "P", "V", "denied", None)]),
        ("threats to kill: V > P", [("threats-to-kill", "V", "P", "observed", None)]),
        ("threats to kill: Darren → LM", [("threats-to-kill", "P", "V", "observed", None)]),
        ("threats to kill: Jade", [("threats-to-kill", "P", "C1", "observed", None)]),
        ("pregnancy: V (ended)", [("pregnancy", None, "V", "ended", None)]),
        ("assault, said by C1", [("assault", "P", "V", "disclosed", "C1")]),
        ("assault: P > V (alleged) said by Jade", [("assault", "P", "V", "alleged", "C1")]),
        ("assault: P > V (disclosed by V)", [("assault", "P", "V", "disclosed", "V")]),
        ("assault: P > V (alleged, said by C1)", [("assault", "P", "V", "alleged", "C1")]),
        ("TTK: perpetrator > victim", [("threats-to-kill", "P", "V", "observed", None)]),
        ("assault: P > C1, C2", [("assault", "P", "C1", "observed", None),
                                 ("assault", "P", "C2", "observed", None)]),
        ("assault: P > children", [("assault", "P", "C1", "observed", None),
                                   ("assault", "P", "C2", "observed", None)]),
        ("assault; pregnancy\nassault", [("assault", "P", "V", "observed", None),
                                         ("pregnancy", None, "V", "observed", None)]),
        ("none", []),
        ("", []),
    ],
)  # fmt: skip
def test_read_without_trouble(informer, cell, facts):
    assert said(informer, cell) == (facts, [])


@pytest.mark.parametrize(
    ("cell", "code", "facts"),
    [
        ("threatz to kil: P > V", "JU-L075", 0),
        ("assault: Darryl > V", "JU-L076", 1),
        ("assault: child > V", "JU-L073", 1),
        ("assault: P > V (perhaps)", "JU-L078", 1),
        ("assault, said by child", "JU-L073", 1),
    ],
)
def test_trouble_is_told_and_nothing_guessed(informer, cell, code, facts):
    shown, codes = said(informer, cell)
    assert codes == [code]
    assert len(shown) == facts
    if cell.startswith(("assault: Dar", "assault: child")):
        assert shown[0][1] is None  # by nobody known, never by the usual person


def test_the_nearest_topic_is_suggested(informer):
    _, troubles = informer.read("threatz to kill", ())
    assert "to kill" in troubles[0].suggestion


def test_usual_persons_need_exactly_one(informer):
    about_child = next(t for t in load_vocabulary().topics.values() if t.about == "child")
    shown, codes = said(informer, about_child.label)
    assert codes == ["JU-L077"]
    assert shown[0][2] is None


def test_topics_about_the_subject(informer):
    topic = next(t for t in load_vocabulary().topics.values() if t.about == "subject")
    assert said(informer, topic.label, ("V",))[0][0][2] == "V"
    assert said(informer, topic.label, ("V", "P"))[1] == ["JU-L077"]


def test_every_label_and_alias_reads(informer):
    for topic in load_vocabulary().topics.values():
        for name in (topic.key, topic.label, *topic.aliases):
            reveals, troubles = informer.read(f"{name}: P > V (alleged)", ())
            assert [informer.facts[r.fact_id].topic for r in reveals] == [topic.key], name
            assert reveals[0].stance is Stance.ALLEGED
            assert troubles == []
