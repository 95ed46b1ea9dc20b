"""Replacing in a text: names in every form, grammar, and words that only look like names."""

from __future__ import annotations

import pytest

from graphdb.model import Person, Role
from joinedup.anonymise.decisions import Decision, Said
from joinedup.anonymise.model import Names, Options
from joinedup.anonymise.prepare import prepare
from tests.anonymise.cases import PEOPLE, case_of, replaced, replacer_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kayleigh's mother rang.", "The victim's mother rang."),
        ("Spoke to KAYLEIGH today.", "Spoke to the victim today."),
        ("SHARROCK, Kayleigh seen.", "The victim seen."),
        ("Told K Sharrock, K. Sharrock.", "Told the victim, the victim."),
        ("Dr. Patel and Dr Patel.", "A doctor and a doctor."),
        ("KS seen alone.", "The victim seen alone."),
        ("ks is a code.", "ks is a code."),
        ("Mr Tolley and Ms Sharrock.", "The perpetrator and the victim."),
        ("The Tolley address.", "The perpetrator address."),
        ("Tolley's car, Wayne’s keys.", "The perpetrator's car, the perpetrator’s keys."),
        ("says that Tolley hit her", "says that the perpetrator hit her"),
        ("K a y l e i g h is well", "The victim is well"),
        (
            "Kay-leigh and Kayl<b>eigh</b> and Kay\u00adleigh",
            "The victim and the victim and the victim",
        ),
        ("wayne tolley rang", "The perpetrator rang"),
        ("WayneTolley and kayleighsharrock", "The perpetrator and the victim"),
        ("Kayleighs phone", "The victim's phone"),
        ("Keyleigh rang, Tolly left.", "The victim rang, the perpetrator left."),
        ("Kay rang.", "The victim rang."),
        ("Call from Fellshire Police.", "Call from a neighbouring force."),
        ("Northshire Police were called.", "The local police were called."),
        ("Seen at the Calderwick Road Surgery.", "Seen at the GP practice."),
        ("Harbour Medical Centre wrote.", "A second GP practice wrote."),
        ("The Lantern service has a place", "The IDVA service has a place"),
        ("a lantern stood there", "a lantern stood there"),
        (
            "PC 1234 Jones and Dr Patel came. Jones left.",
            "A police constable and a doctor came. A police constable left.",
        ),
        ("Sister Grace Okoro; SW Anna Bell", "A ward sister; a social worker"),
        ("Dr Patel, then Dr Khan", "A doctor, then a second doctor"),
        ("Lives at 17 Heol y Felin.", "Lives at [address 1]."),
        ("PC 2214 Drew and PS 81 Heath.", "A police constable and a police sergeant."),
        ("Told DSL Lee Hussain-Brown.", "Told a teacher."),
        ("Caseworker April Okonkwo rang in April.", "An adviser rang in April."),
        (
            "Caseworker April Okonkwo, in April. April on leave in April.",
            "An adviser, in April. April on leave in April.",
        ),
        ("HV May will come in May.", "A health visitor will come in May."),
        ("Stopped by PCSO Ivy Lane.", "Stopped by a community support officer."),
        ("Seen by Det Supt Dawn Guy.", "Seen by a police inspector."),
        ("At 8 Bread & Cheese Lane.", "At [address 1]."),
        ("Of 11 Quarry Bank. Quarry Bank is dark.", "Of [address 1]. Street B is dark."),
        ("The Food Bank gave a parcel.", "The Food Bank gave a parcel."),
        ("Drinks on Orchard Rw.", "Drinks on Street B."),
        ("Mr Bell at no. 9 Amber Street. Of no. 9.", "Mr Bell at [address 1]. Of [address 1]."),
        # whose name is in somebody else's
        (
            "DI Mark Chase, HHJ Lee. Chase Ramdin left. Pat Chase and Lee Dunn stayed.",
            "A detective inspector, a judge. Chase Ramdin left. Pat Chase and Lee Dunn stayed.",
        ),
        ("Seen on Stryd Fawr.", "Seen on Street B."),
        ("In 2012 Amber Street was quiet.", "In 2012 Street B was quiet."),
        ("Of 12 Amber Street, No. 12 Amber St.", "Of [address 1], [address 1]."),
        ("Lives at 12 Amber Street, Brindlewick.", "Lives at [address 1], Town B."),
        (
            "Car outside no. 12. Post for 12 Amber Street.",
            "Car outside [address 1]. Post for [address 1].",
        ),
        (
            "At Larkfield Primary School. Larkfield rang.",
            "At the primary school. The primary school rang.",
        ),
        ("In the Crown pub.", "In the pub."),
        ("Works at Moorgate Foods.", "Works at a local employer."),
        ("aged 34, a 27-year-old", "aged 25-34, a 25-34-year-old"),
        (
            "Ellie (4) and Wayne, 34, seen. 4yo",
            "The child (aged 4-7) and the perpetrator, aged 25-34, seen. 4-7 years old",
        ),
        ("Her mother, Carol Sharrock, rang.", "Her mother rang."),
        ("Kayleigh's mother Carol rang.", "The victim's mother rang."),
        ("Mother, Carol Sharrock, rang.", "Mother rang."),
        ("Her partner Wayne Tolley was there.", "Her partner, the perpetrator, was there."),
        ("Her daughter Ellie and Wayne.", "Her daughter, the child, and the perpetrator."),
        ("Her mother Carol's house", "Her mother's house"),
        ("Clare's Law application", "Clare's Law application"),
        ("She said he hit her.", "She said he hit her."),
    ],
)
def test_by_role(text: str, expected: str) -> None:
    assert replaced(text) == expected


def test_neutral_names_keep_form_case_and_family() -> None:
    text = "Kayleigh SHARROCK; Sharrock, Kayleigh; Ms Sharrock's mother Carol Sharrock; WAYNE"
    replacer = replacer_of(text, names=Names.NEUTRAL)
    said = {i.id: i for i in replacer.identities if i.kind == "person"}
    first, last = said["V"].forms[0].replacement.split()
    mother = said["M"].replacement
    assert replacer.replace(text).text == (
        f"{first} {last.upper()}; {last}, {first}; Ms {last}'s mother {mother} {last}; "
        f"{said['P'].replacement.upper()}"
    )


def test_a_former_partner_is_said_once() -> None:
    donna = Person("X", "Donna", frozenset({Role.EX_PARTNER}), ("Donna Pike",))
    for text, said in (
        ("of a former partner, Donna Pike, 2007-10.", "of a former partner, 2007-10."),
        ("His ex-partner Donna Pike rang", "His ex-partner rang"),
        ("previous partner Donna, known", "Previous partner, known"),
        ("Donna rang", "The former partner rang"),
    ):
        replacer = replacer_of(text, people=(*PEOPLE, donna))
        assert replacer.replace(text).text.casefold() == said.casefold()


def test_a_neutral_name_has_another_initial() -> None:
    records = case_of("Kayleigh Sharrock and Wayne Tolley")
    for number in range(40):
        replacer = prepare(records, options=Options(Names.NEUTRAL), salt=str(number))
        new = replacer.replace("Kayleigh Sharrock|Wayne Tolley").text
        for one, other in zip(
            "Kayleigh Sharrock|Wayne Tolley".replace("|", " ").split(),
            new.replace("|", " ").split(),
            strict=True,
        ):
            assert one[0] != other[0]


def test_a_letter_that_is_somebody_gets_the_letter_of_the_pack() -> None:
    records = case_of("D rang")
    replacer = prepare(records, salt="1", letters={"D": "F1"})
    assert replacer.replace("D's car. Vitamin D, told D").text == "F1's car. Vitamin D, told F1"


def test_neutral_names_are_no_name_and_no_word_of_the_case() -> None:
    text = " ".join(["Kerry Brook saw Robin Ashdown."])
    for salt in map(str, range(30)):
        replacer = replacer_of(text, names=Names.NEUTRAL, salt=salt)
        new = {w for i in replacer.identities for f in i.forms for w in f.replacement.split()}
        assert not new & {"Kerry", "Brook", "Robin", "Ashdown", "Kayleigh", "Sharrock"}


def test_one_replacement_per_identity_and_the_same_salt_the_same_text() -> None:
    text = "Kayleigh Sharrock, Dr Patel, 12 Amber Street, 07700 900123"
    first = replacer_of(text, names=Names.NEUTRAL).replace(text).text
    assert first == replacer_of(text, names=Names.NEUTRAL).replace(text).text
    assert first != replacer_of(text, names=Names.NEUTRAL, salt="other").replace(text).text


WORDS = (
    Person("W", "Will", frozenset({Role.PERPETRATOR}), ("Will Chase",)),
    Person("G", "Grace", frozenset({Role.VICTIM}), ("Grace Hope", "Ms Hope")),
    Person("A", "May", frozenset({Role.CHILD}), ("May Dean",)),
    Person("R", "Rose", frozenset({Role.OTHER}), ("Rose Mark",)),
    Person("S", "Alan Sergeant", frozenset({Role.NEIGHBOUR}), ("Mr Sergeant",)),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She hopes that she will. Will attend on 3 May.", None),
        ("In May 2012 and since May. The 4th of May.", None),
        ("There is a mark on her arm; he will chase it up.", None),
        ("Given a grace period. Mark on the left arm.", None),
        ("Police Sergeant on duty, Custody Sergeant told.", None),
        ("They may come again in May.", None),
        ("It rose in price. Hope to see her.", None),
        ("May have been drinking. Will not engage.", None),
        ("Saw Will at home.", "Saw the perpetrator at home."),
        ("Will said that he would.", "The perpetrator said that he would."),
        ("Will will be arrested.", "The perpetrator will be arrested."),
        ("Will to ring his brother.", "The perpetrator to ring his brother."),
        ("Will will be RTH'd.", "The perpetrator will be RTH'd."),
        ("Grace would not say.", "The victim would not say."),
        ("Police will visit; will be seen, may need help.", None),
        ("Will contact the school. Will also phone her.", None),
        ("A red mark was seen. Left in hope of work.", None),
        ("Ms Hope rang; Grace's phone.", "The victim rang; the victim's phone."),
        ("Grace Hope and Will Chase.", "The victim and the perpetrator."),
        ("Took May to school in May 2012.", "Took the child to school in May 2012."),
        ("Mr Sergeant rang the Police Sergeant.", "The neighbour rang the Police Sergeant."),
        ("Told Grace that she may go.", "Told the victim that she may go."),
    ],
)
def test_names_that_are_words(text: str, expected: str | None) -> None:
    assert replaced(text, people=WORDS) == (expected or text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hope was low on the ward.", "Hope"),
        ("GRACE PERIOD GIVEN.", "GRACE"),
        ("Letter from May.", "May"),
        ("Stayed at Hope House.", "Hope"),
        ("grace said that she fell.", "grace"),
        ("“good result for grace!!”", "grace"),
        ("will asleep upstairs.", "will"),
        ("told will that", "will"),
        ("“Grace not herself”", "Grace"),
        ("He said “Will up the stairs and she fell”.", "Will"),
        ("Rang (Grace on the phone).", "Grace"),
        ("Grace was given three days' grace.", "Grace"),
    ],
)
def test_what_cannot_be_told_is_asked_and_left_as_it_is(text: str, word: str) -> None:
    replacer = replacer_of(text, people=WORDS)
    asked = [q for q in replacer.questions if q.kind == "name or word"]
    assert [(q.text, q.sentence) for q in asked] == [(word, text)]
    assert word in replacer.replace(text).text


HOSTILE = (
    Person("N", "None", frozenset({Role.VICTIM}), ("None Ofori",)),
    Person("T", "The", frozenset({Role.PERPETRATOR}), ("The Nguyen", "Mr Nguyen")),
    Person("X", "A.*(b", frozenset({Role.OTHER}), ("[a-z]+",)),
    Person("B", "<b>Bob</b>", frozenset({Role.OTHER}), ("Bob & Sons",)),
    Person("E", "", frozenset({Role.OTHER}), ("'; DROP TABLE", "=1+1")),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("None of the above. The door. None.", "None of the above. The door. None."),
        ("Mr Nguyen and None Ofori.", "The perpetrator and the victim."),
        ("Nguyen hit Ofori.", "The perpetrator hit the victim."),
        ("abc [a-z] x", "abc [a-z] x"),
    ],
)
def test_hostile_names(text: str, expected: str) -> None:
    assert replaced(text, people=HOSTILE) == expected


def test_markup_and_regular_expressions_are_names_like_others() -> None:
    text = "Saw A.*(b and <b>Bob</b>."
    done = replaced(text, people=HOSTILE)
    assert "A.*(b" not in done
    assert "Bob" not in done


def test_two_people_of_one_name() -> None:
    twins = (
        Person("1", "Sam Tolley", frozenset({Role.PERPETRATOR})),
        Person("2", "Sam Sharrock", frozenset({Role.VICTIM})),
    )
    assert replaced("Sam rang. Sam Tolley left.", people=twins) == (
        "One of two people of that name rang. The perpetrator left."
    )


def test_a_person_of_four_names() -> None:
    many = (
        Person(
            "V", "Kasia", frozenset({Role.VICTIM}), ("Katarzyna Nowak", "Kate Newman", "Mrs Lis")
        ),
    )
    text = "Kasia, Katarzyna Nowak, Kate Newman, Mrs Lis, Newman."
    assert (
        replaced(text, people=many) == "The victim, the victim, the victim, the victim, the victim."
    )


def test_every_replacement_is_recorded() -> None:
    text = "Keyleigh (07700 900123) told Tolley."
    used = replacer_of(text).replace(text).used
    assert [(u.kind, u.id, u.original, u.how) for u in used] == [
        ("person", "V", "Keyleigh", "letters"),
        ("phone", "[telephone 1]", "07700 900123", "exact"),
        ("person", "P", "Tolley", "exact"),
    ]


def test_dates_are_moved_around_what_is_replaced_and_births_are_not() -> None:
    text = "3 May 2012: Tolley, d.o.b. 3/5/84, seen on 4/5/12."
    replacer = replacer_of(text)
    done = replacer.replace(text, dates=lambda stretch: stretch.replace("2012", "2009"))
    assert done.text == "3 May 2009: the perpetrator, d.o.b. [date of birth 1], seen on 4/5/12."


def test_refs_of_rows_are_made_anew() -> None:
    from joinedup.anonymise.prepare import prepare
    from joinedup.anonymise.row_refs import RowRef, RowRefs
    from tests.anonymise.cases import case_of

    text = "Summary of NP-02 to NP-04."
    refs = RowRefs([RowRef("NP-02", "police", "R1"), RowRef("NP-04", "police", "R2")])
    replacer = prepare(case_of(text), salt="s", refs=refs)
    assert replacer.replace(text).text == "Summary of R1 to R2."


def test_nothing_that_was_replaced_is_found_again() -> None:
    text = "Kayleigh Sharrock of 12 Amber Street rang Dr Patel on 07700 900123 about Wayne Tolley."
    replacer = replacer_of(text, people=PEOPLE)
    done = replacer.replace(text).text.casefold()
    for identity in replacer.identities:
        assert not [o for o in identity.originals if len(o) > 3 and o.casefold() in done]


def test_after_a_title_a_name_owns_without_its_apostrophe() -> None:
    people = (Person("N", "Derek Hale", frozenset({Role.NEIGHBOUR}), ("Mr Hale",)),)
    said = replaced("it was mr hales flat, he was hale", people=people)
    assert "hales" not in said
    assert said.endswith("'s flat, he was hale")


def test_a_letter_of_a_name_that_is_spelt_is_nobody_alone() -> None:
    records = case_of("x")
    letters = {"K": "F", "V": "Q", "P": "Z"}
    replacer = prepare(records, options=Options(Names.ROLE), salt="x", letters=letters)
    assert replacer.replace("Rang K a y l e i g h back.").text == "Rang the victim back."
    assert replacer.replace("Seen: V, P and K.").text == "Seen: Q, Z and F."


def test_initials_that_nobody_declared_are_asked() -> None:
    asked = {q.text for q in replacer_of("Male WT shouting at CS. MR TOLLEY LEFT.").questions}
    assert "WT" in asked
    assert "MR" not in asked


def test_a_town_is_replaced_and_what_somebody_does_is_not() -> None:
    decisions = [Decision("unknown word", word, Said.REPLACE) for word in ("Reading", "Red Lion")]
    text = "Reading her notes. Left for Reading, by the Red Lion. Thrown out of the red lion."
    said = replaced(text, decisions=decisions)
    town, pub = "[name 1]", "[name 2]"
    assert said == f"Reading her notes. Left for {town}, by the {pub}. Thrown out of the {pub}."


def test_what_will_do_is_asked_where_it_may_be_what_he_will_do() -> None:
    people = (Person("B", "Will Tolley", frozenset({Role.FAMILY})),)
    replacer = replacer_of("“Will hit her if she looks”, he said.", people=people)
    assert [(one.kind, one.text) for one in replacer.questions] == [("name or word", "Will")]


def test_a_month_beside_a_month_is_nobody() -> None:
    decisions = [Decision("unknown word", "June", Said.REPLACE)]
    said = replaced("Miss June says: last May or June she left.", decisions=decisions)
    assert said.endswith(": last May or June she left.")
    assert "June says" not in said
