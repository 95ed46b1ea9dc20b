"""The rows of the fictional Amber Street case, as plain Python data.

``make_amber_street.py`` writes them into the files that the agencies "sent". Nothing here is
about anybody: persons, places, agencies and events are invented.

A row is made by :func:`row`. Short notations keep it readable:

- ``who``: ``"V P- C1~"`` is V as subject, P present, C1 mentioned;
- ``info``: ``"strangulation P>V disclosed; depression V history"``, by topic key;
- dates are written as the agency wrote them; an ISO date becomes a true date cell in Excel.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One row; ``cells`` holds what only some rows have (time, shared, told, grade, ...)."""

    ref: str
    date: str
    team: str
    text: str
    who: str = ""
    kind: str = ""
    info: str = ""
    cells: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a field by name; empty where the row has none."""
        own = {
            "ref": self.ref,
            "date": self.date,
            "source": self.team,
            "text": self.text,
            "who": self.who,
            "kind": self.kind,
            "info": self.info,
        }
        return own.get(name) or self.cells.get(name, "")


def row(
    ref: str,
    date: str,
    team: str,
    text: str,
    who: str = "",
    kind: str = "",
    info: str = "",
    **cells: str,
) -> Row:
    """Return one row, its text with single spaces."""
    return Row(ref, date, team, " ".join(text.split()), who, kind, info, cells)


def note(text: str, source: str = "#") -> Row:
    """Return a row that is the writer's own note, not evidence."""
    return Row("", "", "", f"{source} {text}")


MARAC = "PPU; Lantern; CSC Calderwick; Calderwick HV team; Calderwick Homes; Probation"

POLICE = [
    note("Compiled from C&C logs, crime system, PPU database and custody record. HQ Review Team."),
    row(
        "NP-01",
        "2010-04-12",
        "Control Room",
        """
        Call from resident of Tern Court, Stanmere, who would not give a name. Male and female
        shouting, child crying. Graded prompt.""",
        "V~ P~ C1~",
        "call-out",
        "",
        time="21:52",
    ),
    row(
        "NP-02",
        "2010-04-12",
        "Response",
        """
        Officers spoke to Leanne MARSH and Craig DOLAN separately. Argument about money. No
        injuries, no offences. Ms Marsh said that it was "something and nothing". Daughter (4)
        in bed but awake.""",
        "V P C1-",
        "argument",
        "money-problems V disclosed; child-present C1 observed",
        time="22:20",
        children="Ellie",
        resp="NP-01",
        shared="CSC Stanmere; PPU",
        action="NFA. Notification to CSC.",
    ),
    row(
        "NP-03",
        "2010-04-12",
        "Response",
        """
        DASH completed at scene. 3 ticks.""",
        "V",
        "risk-assessment",
        "",
        time="22:55",
        resp="NP-02",
        took="NP-02",
        tool="DASH",
        grade="Standard",
    ),
    row(
        "NP-04",
        "13.4.10",
        "PPU",
        """
        DASH form and log received from Response, scanned and filed. No further work on standard
        forms at this time.""",
        "V~ P~",
        "information-received",
        "",
        told="Response",
        resp="NP-02",
    ),
    row(
        "NP-05",
        "10/07/2010",
        "Response",
        """
        Stop and account, Stanmere town centre. Dolan drunk, argumentative with door staff. Words
        of advice. Gave his address as 3 Tern Court, NS4 7QD, and date of birth 17/09/83.""",
        "P",
        "offence-other",
        "alcohol-misuse P observed",
        time="0115",
    ),
    row(
        "NP-06",
        "2010-08-03",
        "Response",
        """
        Call from Ms Marsh. Said Dolan had pushed her against the kitchen unit and slapped her.
        Reddening to left cheek. She did not wish to make a statement. He had left on arrival.
        """,
        "V P~",
        "assault",
        "assault P>V disclosed; withdrawal-of-complaint V observed",
        time="00:35",
        shared="CSC Stanmere; PPU",
        action="Area search, no trace. NFA. Notification to CSC.",
    ),
    row(
        "NP-07",
        "2010-08-03",
        "Response",
        """
        DASH completed. 5 ticks. Victim says not frightened.""",
        "V",
        "risk-assessment",
        "",
        time="01:10",
        resp="NP-06",
        tool="DASH",
        grade="Standard",
    ),
    row(
        "NP-08",
        "18 December 2010",
        "Response",
        """
        Call from victim's mother. Dolan had thrown a mobile phone which struck Ms Marsh on the
        mouth. Cut lip, photographed. Child in the next room. Dolan arrested at scene, smelled of
        drink. Crime ref 42A/10987/10. PC 2214 Grace Hope in attendance.""",
        "V P C1-",
        "assault",
        "assault-with-injury P>V observed; alcohol-misuse P observed; child-present C1 observed",
        time="23:10",
        children="Ellie",
        told="Family",
        shared="CSC Stanmere; PPU",
        action="Arrested, s.39.",
    ),
    row(
        "NP-09",
        "19 December 2010",
        "Custody",
        """
        Interviewed. Dolan states that he threw the phone at the wall and that "she walked into
        it". Denies assault. Released NFA, victim not supporting. Custody ref CU/5521/10. Sgt
        Mark Rose on the desk.""",
        "P V~",
        "investigation",
        "abuse-minimised P observed; assault-with-injury P>V alleged",
        time="11:40",
        resp="NP-08",
        took="NP-08",
    ),
    row(
        "NP-10",
        "19 December 2010",
        "Response",
        """
        DASH completed with victim at mother's address. 6 ticks. Ms Marsh retracts, says that
        she wants him home for Christmas.""",
        "V",
        "risk-assessment",
        "withdrawal-of-complaint V observed",
        time="14:05",
        resp="NP-08",
        took="None",
        tool="DASH",
        grade="Standard",
    ),
    row(
        "NP-11",
        "20 December 2010",
        "PPU",
        """
        DASH and arrest log received. Third standard form for this couple noted by clerk.""",
        "V~ P~",
        "information-received",
        "assault-with-injury P>V history",
        told="Response",
        resp="NP-08",
    ),
    row(
        "NP-12",
        "2011-09-02",
        "Response",
        """
        First attendance at 14 Amber Street, Calderwick. Neighbour had heard shouting. Internal
        door smashed. Ms Marsh is about seven months pregnant, tearful, says no violence to her.
        Dolan calm, apologetic.""",
        "V P C1-",
        "damage-incident",
        "pregnancy V observed; criminal-damage P>V observed",
        time="1915hrs",
        children="Ellie",
        shared="CSC Calderwick; PPU",
        action="No complaint of damage (joint tenancy). Notification to CSC.",
    ),
    row(
        "NP-13",
        "2011-09-02",
        "Response",
        """
        DASH completed. 8 ticks including pregnancy.""",
        "V",
        "risk-assessment",
        "pregnancy V observed",
        time="2000hrs",
        resp="NP-12",
        tool="DASH",
        grade="Medium",
    ),
    row(
        "NP-14",
        "5.9.11",
        "PPU",
        """
        DASH received. For secondary check as victim pregnant.""",
        "V~ P~",
        "information-received",
        "pregnancy V history",
        told="Response",
        resp="NP-12",
    ),
    row(
        "NP-15",
        "20 September 2011",
        "PPU",
        """
        Secondary check. Fellshire Police asked for any trace of Dolan; reply same day: series of
        domestic incidents against a former partner, Donna PIKE, 2006-09, including an
        allegation of hands to her throat; conviction for harassment. Placed on PPU database.
        No further contact with victim at this time.""",
        "V~ P~ X~",
        "information-received",
        "previous-partner-abuse P>X history",
        told="Fellshire Police",
        action="Intelligence entry, PPU database only.",
    ),
    row(
        "NP-16",
        "2012-02-11",
        "Control Room",
        """
        999 from Ms Marsh, upset, says partner has punched her and gone out. Children in the
        house. Response deployed, ambulance declined.""",
        "V P~ C1~ C2~",
        "call-out",
        "assault P>V disclosed",
        time="02:05",
    ),
    row(
        "NP-17",
        "2012-02-11",
        "Response",
        """
        Ms Marsh has swelling to the right cheekbone and bruising to upper arm. Says he punched
        her twice after she would not hand over her phone. Statement made. Taken to A&E by her
        sister. Dolan arrested 06:30 at his workplace.""",
        "V P C1- C2-",
        "assault",
        "assault-with-injury P>V disclosed; child-present C1 observed",
        time="02:25",
        children="Ellie; Jake",
        resp="NP-16",
        shared="PPU",
        action="Arrested, s.47 ABH.",
    ),
    row(
        "NP-18",
        "2012-02-11",
        "Custody",
        """
        Interviewed, no comment. Charged common assault by beating (reduced on CPS advice).
        Bailed with condition not to go to 14 Amber Street.""",
        "P V~",
        "bail",
        "on-bail P observed; assault-with-injury P>V alleged",
        time="17:20",
        resp="NP-17",
        took="NP-17",
    ),
    row(
        "NP-19",
        "2012-02-12",
        "Response",
        """
        DASH completed by telephone. 9 ticks.""",
        "V",
        "risk-assessment",
        "",
        time="10:15",
        resp="NP-17",
        tool="DASH",
        grade="Medium",
    ),
    row(
        "NP-20",
        "13/02/12",
        "PPU",
        """
        DASH and crime report received. Medium, no MARAC.""",
        "V~ P~",
        "information-received",
        "assault-with-injury P>V history",
        told="Response",
        resp="NP-17",
    ),
    row(
        "NP-21",
        "27 Feb 2012",
        "Criminal Justice Unit",
        """
        Calderwick Magistrates, both call-outs to Amber Street in the
        file. Guilty plea, common assault. Adjourned for PSR. Bail condition
        lifted at Ms Marsh's request by letter.""",
        "P V~",
        "court",
        "",
        took="NP-12; NP-17",
        action="PSR ordered.",
    ),
    row(
        "NP-22",
        "2012-08-04",
        "Control Room",
        """
        999 from neighbour Mr Hale, 16 Amber Street. Woman screaming, something heavy falling.
        Caller's number 07700 900461.""",
        "N V~ P~",
        "call-out",
        "",
        time="23:40",
        told="Neighbour",
    ),
    row(
        "NP-23",
        "2012-08-05",
        "Response",
        """
        Ms Marsh on the landing, holding her back. Says that he kicked her in the back and that
        she fell part way down the stairs. Bruising visible. Children upstairs, Ellie said "he
        kicked mummy". Dolan arrested.""",
        "V P C1- C2-",
        "assault",
        "assault-with-injury P>V disclosed; child-present C1 disclosed",
        time="00:05",
        children="Ellie; Jake",
        resp="NP-22",
        shared="PPU",
        action="Arrested, s.47 ABH.",
    ),
    row(
        "NP-24",
        "2012-08-05",
        "Custody",
        """
        Custody risk assessment: Dolan says that he "took some tablets in May" and has been under
        the crisis team; would not elaborate. Asked about weapons in the home: denied any.
        Placed on 30 minute obs.""",
        "P",
        "investigation",
        "suicidal-ideation P disclosed; weapon-access P denied; assault-with-injury P>V alleged",
        time="03:10",
        resp="NP-23",
        took="NP-23",
    ),
    row(
        "NP-25",
        "2012-08-05",
        "Response",
        """
        DASH completed at scene. 10 ticks. Grade unchanged from last form.""",
        "V",
        "risk-assessment",
        "",
        time="01:00",
        resp="NP-23",
        took="None",
        tool="DASH",
        grade="Medium",
    ),
    row(
        "NP-26",
        "06.08.12",
        "PPU",
        """
        DASH, crime report and log received. Sgt asks for full review before Wednesday.""",
        "V~ P~",
        "information-received",
        "assault-with-injury P>V history",
        told="Response",
        resp="NP-23",
    ),
    row(
        "NP-27",
        "2012-08-07",
        "PPU",
        """
        Secondary review of risk by specialist officer. Three incidents at Amber Street in under
        a year, each worse than the last; pregnancy at the first; previous partner. Graded up.
        Ms Marsh telephoned at safe time and agrees to IDVA.""",
        "V",
        "risk-review",
        "previous-partner-abuse P>X history",
        took="NP-12; NP-15; NP-17; NP-23",
        tool="DASH",
        grade="High",
        resp="NP-26",
        action="Referral to Lantern.",
    ),
    row(
        "NP-28",
        "2012-08-08",
        "PPU",
        """
        Referral to Lantern IDVA service by secure e-mail with the review attached.""",
        "V~ P~",
        "referral-made",
        "assault-with-injury P>V history; previous-partner-abuse P>X history",
        shared="Lantern",
        resp="NP-27; NP-17; NP-23",
    ),
    row(
        "NP-29",
        "2012-08-20",
        "Criminal Justice Unit",
        """
        CPS advise no realistic prospect, victim not supporting, no independent witness.
        Dolan's bail cancelled.""",
        "P~ V~",
        "decision",
        "withdrawal-of-complaint V observed; on-bail P ended",
        resp="NP-23",
        took="NP-23; NP-17",
    ),
    row(
        "NP-30",
        "2012-09-06",
        "PPU",
        """
        MARAC referral received from Lantern on professional judgement. Listed for 26 September.
        Mental health trust invited after V mentions "hospital doctor" for him.""",
        "V~ P~",
        "referral-received",
        "strangulation P>V history; coercive-control P>V history; economic-abuse P>V history",
        told="Lantern",
    ),
    row(
        "NP-31",
        "2012-09-26",
        "PPU",
        """
        MARAC 12/0143. August assault, Lantern's account of last year, and Fellshire history
        given. No information from the mental health trust (apologies). Flag on address. GP and
        hospital not on distribution.""",
        "V~ P~ C1~ C2~",
        "marac",
        "assault-with-injury P>V history; strangulation P>V history; coercive-control P>V history; "
        "previous-partner-abuse P>X history",
        resp="NP-23",
        invited=MARAC + "; CMHT",
        attended=MARAC,
        action="CSC to visit. Lantern lead. Police to flag address.",
    ),
    row(
        "NP-32",
        "30.11.12",
        "Response",
        """
        Vehicle stop, Calderwick ring road. Dolan driving without insurance. Reported for
        summons. Ms Marsh and both children in the car, quiet. Silver Corsa, index FK08 XTN.""",
        "P V- C1- C2-",
        "offence-other",
        "",
        time="16.40",
    ),
    row(
        "NP-33",
        "15 December 2012",
        "Response",
        """
        Call by Ms Marsh. Dolan had blocked the front door and held her by the wrist when she
        tried to leave for her mother's. Gone on arrival. Red mark to wrist. Flag on address
        seen by attending officer after the event.""",
        "V P~ C1- C2-",
        "assault",
        "assault P>V disclosed; child-present C1 observed",
        time="22:30",
        children="Ellie; Jake",
        action="Crimed as common assault. File closed, no statement.",
    ),
    row(
        "NP-34",
        "09/01/2013",
        "Control Room",
        """
        101 call. Ms Marsh says that she and Dolan have separated, he left on Sunday; he keeps
        texting. Told to keep messages and ring back if it goes on.""",
        "V P~",
        "phone-call",
        "separation P>V disclosed; harassment P>V disclosed",
        time="12.40pm",
    ),
    row(
        "NP-35",
        "14/03/2013",
        "Control Room",
        """
        Call from Ms Marsh. Dolan sitting in his car opposite the house for the third evening,
        drives off when looked at. Not an emergency. Appointment made for Response.""",
        "V P~",
        "call-out",
        "stalking P>V disclosed",
        time="17:50",
    ),
    row(
        "NP-36",
        "15/03/2013",
        "Response",
        """
        Appointment kept, 14 Amber Street. Ms Marsh says that he has been outside most evenings
        and has rung the school. Dolan spoken to by telephone, says that he wants to see his son.
        Words of advice to both. Car parked at 54.0721, -1.9036.""",
        "V P C1- C2-",
        "harassment-incident",
        "stalking P>V disclosed",
        time="1100hrs",
        resp="NP-35",
        children="Jake",
        action="No offences at this stage.",
    ),
    row(
        "NP-37",
        "22/03/2013",
        "Control Room",
        """
        999 from neighbour Mr Hale. Officers and ambulance sent to 14 Amber Street. Ms Marsh had
        been fatally injured. Dolan arrested nearby. Children safe with maternal grandmother.
        """,
        "V P C1~ C2~",
        "fatal-incident",
        "",
        time="approx 2108hrs",
    ),
]
# A row that the force hid in its own workbook before sending it.
POLICE_HIDDEN = row(
    "NP-38",
    "25/03/2013",
    "PPU",
    """
    For review team only: PPU database printout not yet reconciled with custody record.""",
    "",
    "agency-note",
)

FELLSHIRE = [
    row(
        "FP-01",
        "14/02/2006",
        "Fellshire Police",
        """
        Domestic at home of Donna Pike and Craig Dolan. Verbal. NFA.""",
        "X P",
        "argument",
        "previous-partner-abuse P>X alleged",
    ),
    row(
        "FP-02",
        "March 2006 – July 2008",
        "Fellshire Police",
        """
        Six further calls to the same couple, most made by Ms Pike's father. Two with slight
        injury.""",
        "X P",
        "incident",
        "previous-partner-abuse P>X disclosed",
    ),
    row(
        "FP-03",
        "?9 August 2008",
        "Fellshire Police",
        """
        Ms Pike reported that Dolan had put his hands to her throat. Arrested. Ms Pike withdrew
        two days on. NFA.""",
        "X P",
        "serious-assault",
        "previous-partner-abuse P>X disclosed",
    ),
    row(
        "FP-04",
        "March 2009",
        "Fellshire Police",
        """
        Dolan convicted of harassment of Ms Pike: fine. Understood to have left the area.""",
        "P X~",
        "court",
        "previous-partner-abuse P>X history; criminal-history P history",
    ),
    row(
        "FP-05",
        "20/09/2011",
        "Fellshire Police",
        """
        Telephone request from Northshire PPU for trace of Dolan, new partner pregnant. Summary
        of the six calls, the arrest and the conviction given by telephone and e-mail.""",
        "P~ X~",
        "information-provided",
        "previous-partner-abuse P>X history",
        shared="PPU",
        resp="FP-02; FP-03; FP-04",
    ),
    row(
        "FP-06",
        "01/10/2011",
        "Fellshire Police",
        """
        No contact in this period with any of the persons.""",
        "",
        "no-contact",
        end="22/03/2013",
    ),
]

# GP, her file: (heading row, rows). Days below a heading row are written without the year.
GP_HER = [
    (
        "2010",
        [
            row(
                "GPL-01",
                "early March 2010",
                "Reception",
                """
            Pt says new partner Craig has moved in and wishes to register. New patient forms
            given.""",
                "V P~",
                "administration",
            ),
            row(
                "GPL-02",
                "12 May",
                "Dr Okafor",
                """
        Low mood since starting shifts. Poor sleep. No thoughts of self harm. Citalopram 20mg.
        Home: "fine". Works at Moorgate Foods. NHS no. 943 476 5919.""",
                "V",
                "appointment",
                "depression V observed",
            ),
            row(
                "GPL-03",
                "June 2010 – March 2011",
                "Repeat prescribing",
                """
            Citalopram 20mg, repeat issued each month, collected from chemist by partner.""",
                "V",
                "repeat-prescription",
            ),
            row(
                "GPL-04",
                "9 August",
                "Correspondence",
                """
            Letter from A&E: attended with facial bruising, fall on stairs. Filed.""",
                "V",
                "letter-received",
                "injury-unexplained V history",
                told="A&E",
            ),
        ],
    ),
    (
        "2011",
        [
            row(
                "GPL-05",
                "11 January",
                "Dr Okafor",
                """
            Ellie, cough for a week. Mum has a fading bruise on forearm, says shut in a door. Not
            asked further, partner in the waiting room.""",
                "C1 V-",
                "appointment",
                "injury-unexplained V observed",
            ),
            row(
                "GPL-06",
                "between April and June 2011",
                "Dr Lindqvist",
                """
            Pregnancy test positive, later than she thought. Referred to midwife. Moving to
            Calderwick side, will stay on our list.""",
                "V",
                "appointment",
                "pregnancy V observed",
                shared="Midwifery",
                action="Midwifery referral.",
            ),
            row(
                "GPL-07",
                "20 September",
                "Practice nurse",
                """
            BP and bloods. Tired. Came with partner.""",
                "V P-",
                "antenatal",
                "pregnancy V observed",
            ),
        ],
    ),
    (
        "2012",
        [
            row(
                "GPL-08",
                "3 January",
                "Dr Okafor",
                """
            Postnatal check at seven weeks. Tearful at times. Says Craig "does his best". Restart
            citalopram discussed, declined for now.""",
                "V C2-",
                "appointment",
                "depression V observed; new-baby V observed",
            ),
            row(
                "GPL-09",
                "14 February",
                "Correspondence",
                """
            A&E letter of 13.2: alleged assault by partner, soft tissue injury to face. Read by
            duty doctor, filed, no recall.""",
                "V P~",
                "letter-received",
                "assault-with-injury P>V history",
                told="A&E",
            ),
            row(
                "GPL-10",
                "21 May",
                "Dr Lindqvist",
                """
            Headaches, not sleeping, tearful. Partner came into the room with her and answered
            for her. Paracetamol; sick note.""",
                "V P-",
                "appointment",
                "depression V observed",
            ),
            row(
                "GPL-11",
                "10 July",
                "Practice nurse",
                """
            Smear. Seen alone. Says that Craig goes through her phone and receipts, decides who
            she can see and times her when she goes out. Number for Lantern given on a chemist's
            bag.""",
                "V",
                "disclosure",
                "coercive-control P>V disclosed; isolation P>V disclosed",
                action="Number given; to see doctor.",
            ),
            row(
                "GPL-12",
                "19 July",
                "Dr Okafor",
                """
            Jake, immunisations and ear. Mum quiet, in a hurry.""",
                "C2 V-",
                "appointment",
            ),
            row(
                "GPL-13",
                "8 October",
                "Dr Okafor",
                """
            Low mood. Sertraline 50mg. Says "someone is helping me". Not asked who.""",
                "V",
                "appointment",
                "depression V observed",
            ),
            row(
                "GPL-14",
                "14 visits 2010–12",
                "IMR author",
                """
            14 GP visits 2010–12 by Ms Marsh or with the children, of which those above are the
            ones of note. Remainder coughs, contraception, eczema.""",
                "V C1",
                "administration",
                "frequent-attendance V history",
            ),
        ],
    ),
    (
        "2013",
        [
            row(
                "GPL-15",
                "Nov 2012 – March 2013",
                "Repeat prescribing",
                """
            Sertraline 50mg issued monthly, no review.""",
                "V",
                "repeat-prescription",
            ),
            row(
                "GPL-16",
                "21 February",
                "Correspondence",
                """
            Physiotherapy discharge letter (back). Filed.""",
                "V",
                "letter-received",
            ),
        ],
    ),
]
GP_HIS = [
    row(
        "GPC-01",
        "15/03/2010",
        "Practice nurse",
        """
        New patient check. Alcohol 30+ units a week. Lives with girlfriend and her child.""",
        "P",
        "appointment",
        "alcohol-misuse P disclosed",
    ),
    row(
        "GPC-02",
        "22/11/2010",
        "Dr Lindqvist",
        """
        Back pain, lifting at work. Ibuprofen.""",
        "P",
        "appointment",
    ),
    row(
        "GPC-03",
        "05/12/2011",
        "Dr Lindqvist",
        """
        Not sleeping since the baby, short tempered. Asked about mood: "just tired".""",
        "P",
        "appointment",
    ),
    row(
        "GPC-04",
        "08/05/2012",
        "Dr Mensah",
        """
        In a state. Drinking. Says that when she "winds him up" he thinks about killing her and
        then himself, has pictured doing it. Denies intent. Partner's name not recorded, is our
        patient. Crisis team telephoned, fax sent.""",
        "P V~",
        "appointment",
        "killing-thoughts P>V disclosed; suicidal-ideation P disclosed; alcohol-misuse P disclosed",
        shared="Crisis Team",
        action="Urgent referral, same day.",
    ),
    row(
        "GPC-05",
        "18/05/2012",
        "Correspondence",
        """
        Crisis team letter: assessed 9 May, not detainable, to CMHT. Ref NPMH 77120.""",
        "P",
        "letter-received",
        "killing-thoughts P>V history",
        told="Crisis Team",
    ),
    row(
        "GPC-06",
        "28/05/2012",
        "Correspondence",
        """
        Hospital discharge letter: mixed overdose, small, with alcohol.""",
        "P",
        "letter-received",
        "self-harm P history",
        told="A&E",
    ),
    row(
        "GPC-07",
        "12/06/2012",
        "Dr Mensah",
        """
        Review. Calmer. Mirtazapine. "Nothing like that now." Did not ask about partner.""",
        "P",
        "appointment",
        "depression P observed",
    ),
    row(
        "GPC-08",
        "03/09/2012",
        "Dr Lindqvist",
        """
        Has stopped tablets himself. On bail "for an argument", since dropped. Irritable.""",
        "P",
        "appointment",
        "medication-not-taken P disclosed",
    ),
    row(
        "GPC-09",
        "Sept 2012 – Jan 2013",
        "Repeat prescribing",
        """
        Mirtazapine authorised, not collected.""",
        "P",
        "repeat-prescription",
        "medication-not-taken P observed",
    ),
]

HOSPITAL = [
    row("", "01/01/0100", "A&E", "Example row from the template: please overwrite."),
    row(
        "CH-01",
        "2010-08-04",
        "A&E",
        """
        Bruising L cheek and L wrist. States fell on stairs carrying washing. Asked directly about
        violence at home: denied. Partner in waiting area.""",
        "V",
        "attendance-ae",
        "assault-with-injury P>V denied; injury-unexplained V observed",
        time="19:30",
    ),
    row(
        "CH-02",
        "2010-08-06",
        "A&E",
        """
        Discharge letter to GP.""",
        "V~",
        "letter-sent",
        "injury-unexplained V history",
        shared="GP",
    ),
    row(
        "CH-03",
        "2011-06-16",
        "Midwifery",
        """
        Booking, late (18+ weeks). Partner present throughout and answered several questions.
        Routine enquiry not asked, "P present, to ask next time".""",
        "V P-",
        "antenatal",
        "pregnancy V observed",
        told="GP",
    ),
    row(
        "CH-04",
        "2011-07-28",
        "Midwifery",
        """
        Antenatal clinic. Attended alone. Routine enquiry: first said no, then that about three
        weeks ago Craig put both hands round her neck and she could not breathe. Frightened of
        being heard. Agrees to HV and social care being told, not police.""",
        "V",
        "disclosure",
        "strangulation P>V disclosed; pregnancy V observed",
        consent="Given for health visiting and social care. Refused for the police.",
    ),
    row(
        "CH-05",
        "2011-07-29",
        "Midwifery",
        """
        Telephoned HV and sent liaison form. Referral form to CSC duty, Calderwick, by fax.
        Transmission slip not kept.""",
        "V~ P~ C1~",
        "referral-made",
        "strangulation P>V history; pregnancy V history",
        resp="CH-04",
        shared="Calderwick HV team; CSC Calderwick",
    ),
    row(
        "CH-06",
        "15.08.2011",
        "Midwifery",
        """
        Antenatal. Says that things are calmer. Safety discussed.""",
        "V",
        "antenatal",
        "pregnancy V observed",
    ),
    row(
        "CH-07",
        "12.09.2011",
        "Midwifery",
        """
        Not seen at clinic today; message taken from partner that she was unwell. New
        appointment sent.""",
        "V~",
        "missed-appointment",
    ),
    row(
        "CH-08",
        "03.10.2011",
        "Midwifery",
        """
        Antenatal. Partner present. BP normal.""",
        "V P-",
        "antenatal",
        "pregnancy V observed",
    ),
    row(
        "CH-09",
        "14.11.2011",
        "Midwifery",
        """
        Jake born, well. Partner spoke sharply to staff about visiting hours and was asked to
        leave the ward.""",
        "V C2 P-",
        "hospital-stay",
        "pregnancy V ended; new-baby V observed",
        end="16.11.2011",
    ),
    row(
        "CH-10",
        "16.11.2011",
        "Midwifery",
        """
        Discharge summary to GP and HV.""",
        "V~ C2~",
        "letter-sent",
        "new-baby V observed",
        shared="GP; Calderwick HV team",
    ),
    row(
        "CH-11",
        "Nov/Dec 2011",
        "Midwifery",
        """
        Three postnatal visits at home. Discharged from midwifery.""",
        "V C2",
        "home-visit",
    ),
    row(
        "CH-12",
        "11/02/2012",
        "A&E",
        """
        Swelling R cheekbone, bruising R upper arm. Said straight away that partner had punched
        her. With sister. X-ray NAD. DV leaflet given.""",
        "V",
        "attendance-ae",
        "assault-with-injury P>V disclosed",
        time="04:10",
    ),
    row(
        "CH-13",
        "13/02/2012",
        "A&E",
        """
        Discharge letter to GP, alleged assault by partner.""",
        "V~",
        "letter-sent",
        "assault-with-injury P>V history",
        shared="GP",
    ),
    row(
        "CH-14",
        "?22 May 2012",
        "A&E",
        """
        Mr Dolan brought by workmate. Eight paracetamol and alcohol. Regrets it. Row at home.
        Bloods normal. Psychiatric liaison saw him in the department.""",
        "P",
        "attendance-ae",
        "self-harm P observed; alcohol-misuse P observed",
        shared="Psychiatric Liaison",
    ),
    row(
        "CH-15",
        "2012-08-06",
        "A&E",
        """
        Back pain after kick, police aware. Bruising over lumbar spine. Analgesia, physio.""",
        "V",
        "attendance-ae",
        "assault-with-injury P>V disclosed",
        time="09:15",
    ),
    row(
        "CH-16",
        "12/11/2012",
        "Physiotherapy",
        """
        Appointment letter sent.""",
        "V~",
        "letter-sent",
    ),
    row(
        "CH-17",
        "20/02/2013",
        "Physiotherapy",
        """
        Discharge letter to GP, course completed.""",
        "V~",
        "letter-sent",
        "",
        shared="GP",
    ),
    row(
        "CH-18",
        "22/03/2013",
        "A&E",
        """
        Brought in by ambulance. Life pronounced extinct at 21:52.""",
        "V",
        "fatal-incident",
        time="21:52",
    ),
]

HEALTH_VISITING = [
    row(
        "HV-01",
        "Summer 2009",
        "Stanmere HV team",
        """
        Ellie, review before nursery. Meeting milestones. Mum a single parent, well supported
        by maternal grandmother.""",
        "C1 V-",
        "child-health",
    ),
    row(
        "HV-02",
        "29/07/2011",
        "Calderwick HV team",
        """
        Telephone call from community midwife and liaison form: mum (24/40) said partner put
        hands round her neck in early July. Plan: antenatal visit, see alone.""",
        "V~ P~",
        "information-received",
        "strangulation P>V history; pregnancy V history",
        told="Midwifery",
        resp="CH-05",
    ),
    row(
        "HV-03",
        "w/c 15.8.11",
        "Calderwick HV team",
        """
        Antenatal home visit. Partner present throughout. Not possible to ask. Will try clinic.
        """,
        "V P-",
        "home-visit",
        "barrier-to-contact P>V observed; pregnancy V observed",
    ),
    row(
        "HV-04",
        "5 September 2011",
        "Calderwick HV team",
        """
        Seen alone for some minutes at children's centre. Asked. Says that it has not happened
        again and that she does not want a fuss. Number for helpline taken.""",
        "V",
        "child-health",
        "strangulation P>V history; pregnancy V observed",
    ),
    row(
        "HV-05",
        "18 November 2011",
        "Calderwick HV team",
        """
        Discharge summary from maternity ward filed.""",
        "C2~",
        "letter-received",
        "new-baby V observed",
        told="Midwifery",
    ),
    row(
        "HV-06",
        "29 November 2011",
        "Calderwick HV team",
        """
        New birth visit. Jake feeding well. Grandmother there, partner at work. Mum tired. HV May
        Dean to see her again.""",
        "C2 V M-",
        "home-visit",
        "new-baby V observed",
    ),
    row(
        "HV-07",
        "10 January 2012",
        "Calderwick HV team",
        """
        8 week contact. EPDS 13. Low, says that she has "no one to talk to".""",
        "V C2-",
        "child-health",
        "depression V observed; isolation P>V disclosed",
        tool="EPDS",
        grade="13",
    ),
    row(
        "HV-08",
        "the following day",
        "Calderwick HV team",
        """
        Telephoned GP surgery, message left for Dr Okafor about EPDS score.""",
        "V~",
        "share",
        "depression V observed",
        shared="GP",
        resp="HV-07",
    ),
    row(
        "HV-09",
        "w/c 12.3.12",
        "Calderwick HV team",
        """
        Baby clinic. Says that Craig holds the bank card, checks her phone and "decides who
        comes to the house". Thinks that this is how couples are. Listened to; will see her at
        clinic not at home.""",
        "V C2-",
        "disclosure",
        "coercive-control P>V disclosed; economic-abuse P>V disclosed",
    ),
    row(
        "HV-10",
        "22 June 2012",
        "Calderwick HV team",
        """
        Clinic, alone. Spoke of being made to have sex when she has said no. Very upset at
        having said it. Asked that it go no further. Discussed with named nurse the same
        afternoon: no consent, capacity not in doubt, to ask again.""",
        "V",
        "disclosure",
        "sexual-violence P>V disclosed",
        consent="Consent refused. Decision recorded with named nurse; to be looked at again.",
    ),
    row(
        "HV-11",
        "10 September 2012",
        "Calderwick HV team",
        """
        Call from Lantern IDVA: DASH done, MARAC referral in. Told of August assault.""",
        "V~ P~",
        "information-received",
        "assault-with-injury P>V history; strangulation P>V history; coercive-control P>V history",
        told="Lantern",
    ),
    row(
        "HV-12",
        "26 September 2012",
        "Calderwick HV team",
        """
        MARAC. Gave feeding, weight and mood. Took action to keep seeing Leanne at clinic.""",
        "V~ P~ C1~ C2~",
        "marac",
        "",
        attended=MARAC,
        resp="NP-31",
    ),
    row(
        "HV-13",
        "22 October 2012",
        "Calderwick HV team",
        """
        Clinic. Fourth time seen alone there this summer and autumn. Asked again about June:
        still does not want it passed on.""",
        "V C2-",
        "child-health",
        "sexual-violence P>V disclosed",
        consent="Consent refused again; recorded.",
    ),
    row(
        "HV-14",
        "27 November 2012",
        "Calderwick HV team",
        """
        Jake one year review. Walking. Partner waited in the car.""",
        "C2 V-",
        "child-health",
    ),
    row(
        "HV-15",
        "9 January 2013",
        "Calderwick HV team",
        """
        Call from Lantern: Leanne asked him to leave on Sunday. Agreed to see her next week.""",
        "V~ P~",
        "information-received",
        "separation P>V history",
        told="Lantern",
    ),
    row(
        "HV-16",
        "16 January 2013",
        "Calderwick HV team",
        """
        Home visit, Leanne much brighter. Locks discussed.""",
        "V C1- C2-",
        "home-visit",
        "separation P>V disclosed",
    ),
    row(
        "HV-17",
        "11 March 2013",
        "Calderwick HV team",
        """
        Clinic. Jake weighed. Leanne tired, says "fine". Not alone, friend with her.""",
        "C2 V-",
        "child-health",
    ),
]
# Struck out by the author with track changes; not part of what was sent.
HV_DELETED = "Partner's phone number kept on the front of the file."

MENTAL_HEALTH = [
    note("Records before January 2012 are archived off site and were not retrieved."),
    row(
        "MH-01",
        "undated",
        "CMHT",
        """
        Index card: Dolan C, seen once by another trust. No notes held.""",
        "P~",
        "administration",
    ),
    row(
        "MH-02",
        "09/05/2012",
        "Crisis Team",
        """
        Referral from GP (fax 8/5 17:40). Thoughts of killing partner and self. Same day
        response.""",
        "P~ V~",
        "referral-received",
        "killing-thoughts P>V history; suicidal-ideation P history",
        told="GP",
    ),
    row(
        "MH-03",
        "09/05/2012",
        "Crisis Team",
        """
        Assessed at home of workmate. Repeats that he has pictured killing his partner when angry
        – “end her then me”. Not psychotic. Has no plan. Partner not named, not contacted. Says
        that he was in court in March for hitting her. Baby at home noted. Workmate is from
        Brandreth Tyres, Canal Street.""",
        "P V~",
        "mental-health-assessment",
        "killing-thoughts P>V disclosed; suicidal-ideation P disclosed; assault P>V history",
        tool="FACE",
        grade="Low",
        action="Home treatment not needed; to CMHT.",
    ),
    row(
        "MH-04",
        "16/05/2012",
        "Crisis Team",
        """
        Discharged to CMHT, summary on RiO. Letter to GP.""",
        "P~",
        "handover",
        "killing-thoughts P>V history",
        shared="CMHT; GP",
    ),
    row(
        "MH-05",
        "22.05/12",
        "Psychiatric Liaison",
        """
        Seen in A&E after small overdose. Impulsive, drink, argument with partner. Future plans
        intact.""",
        "P",
        "mental-health-assessment",
        "self-harm P disclosed",
        told="A&E",
        tool="FACE",
        grade="Low",
    ),
    row(
        "MH-06",
        "two weeks later",
        "CMHT",
        """
        First appointment. Mood better. Thoughts about partner “just temper”. Anger management
        leaflet.""",
        "P",
        "appointment",
        "killing-thoughts P>V history",
        resp="MH-04",
    ),
    row(
        "MH-07",
        "04/07/2012",
        "CMHT",
        "DNA. Letter sent.",
        "P~",
        "missed-appointment",
        "contact-not-taken-up P observed",
    ),
    row(
        "MH-08",
        "25/07/2012",
        "CMHT",
        "DNA. Second letter.",
        "P~",
        "missed-appointment",
        "contact-not-taken-up P observed",
    ),
    row(
        "MH-09",
        "20/09/2012",
        "CMHT",
        """
        Invitation to MARAC of 26/9 received. Team on training day, apologies sent. No written
        information requested or sent.""",
        "P~ V~",
        "letter-received",
        told="PPU",
    ),
    row(
        "MH-10",
        "10/10/2012",
        "CMHT",
        """
        Attended late. Says all settled at home. Off tablets.""",
        "P",
        "appointment",
        "medication-not-taken P disclosed",
    ),
    row(
        "MH-11",
        "21/11/2012",
        "CMHT",
        """
        Discharged, two further DNAs. Letter to GP.""",
        "P~",
        "closure",
        "contact-not-taken-up P history",
        shared="GP",
    ),
]

CSC_STANMERE = [
    row(
        "CSC-01",
        "14.04.2010",
        "Stanmere",
        """
        Police notification, verbal argument, child (4) in home. Screened.""",
        "C1~ V~ P~",
        "information-received",
        "child-present C1 history",
        told="Response",
        resp="NP-02",
        action="NFA, letter to mother.",
    ),
    row(
        "CSC-02",
        "05.08.2010",
        "Stanmere",
        """
        Police notification: slap and push. Child asleep.""",
        "C1~ V~ P~",
        "information-received",
        "assault P>V history",
        told="Response",
        resp="NP-06",
        action="NFA.",
    ),
    row(
        "CSC-03",
        "20.12.2010",
        "Stanmere",
        """
        Police notification: phone thrown, cut lip, arrest. Third since April. Initial assessment
        to be done.""",
        "C1~ V~ P~",
        "information-received",
        "assault-with-injury P>V history",
        told="Response",
        resp="NP-08",
        action="Allocated.",
    ),
    row(
        "CSC-04",
        "22.12.2010",
        "Stanmere",
        """
        Home visit. Ms Marsh seen alone: says that she has had enough and means to go to her
        mother's with Ellie in the New Year. SW Will Chase; hopes that she will.""",
        "V C1",
        "home-visit",
        "intention-to-leave P>V disclosed",
        seen="Ellie",
    ),
    row(
        "CSC-05",
        "10.01.2011",
        "Stanmere",
        """
        Home visit. Ms Marsh and Mr Dolan seen together. She is no longer thinking of leaving;
        they will make a go of it. Ellie chatty.""",
        "V P C1",
        "home-visit",
        "intention-to-leave P>V ended",
        seen="Ellie",
    ),
    row(
        "CSC-06",
        "21.01.2011",
        "Stanmere",
        """
        Initial assessment completed. The three notifications read together as a pattern; mother
        told so plainly. Family support offered and taken up.""",
        "V P C1",
        "assessment",
        "",
        took="CSC-01; CSC-02; CSC-03",
        seen="Ellie",
        action="Family support worker.",
    ),
    row(
        "CSC-07",
        "February to April 2011",
        "Stanmere",
        """
        Weekly family support sessions at the children's centre with Ms Marsh and Ellie.""",
        "V C1",
        "contact",
        "",
        seen="Ellie",
    ),
    row(
        "CSC-08",
        "w/c 3.5.11",
        "Stanmere",
        """
        FSW told that the family have been offered a house in Calderwick.""",
        "V C1",
        "phone-call",
        "moved-area V disclosed",
    ),
    row(
        "CSC-09",
        "26.05.2011",
        "Stanmere",
        """
        Closing visit. Work went well. Mum may ring Will Chase if she needs to.""",
        "V C1",
        "home-visit",
        "",
        seen="Ellie",
    ),
    row(
        "CSC-10",
        "27.05.2011",
        "Stanmere",
        """
        Case closed. Family moving out of locality. Paper file to store.""",
        "V~ C1~ P~",
        "closure",
        "moved-area V history",
    ),
]
CSC_CALDERWICK = [
    row(
        "CSC-11",
        "14.07.2011",
        "Calderwick",
        """
        Contact from Larkfield School: Ellie said that Craig shouts and mummy cries. Duty SW
        rang Ms Marsh, who put it down to the move. Local system shows family not known.""",
        "C1~ V",
        "concern-reported",
        "child-present C1 alleged; pregnancy V disclosed",
        told="Larkfield School",
        action="Advice to school.",
    ),
    row(
        "CSC-12",
        "05.09.2011",
        "Calderwick",
        """
        Police notification of 2.9.11: door smashed, mother pregnant.""",
        "C1~ V~ P~",
        "information-received",
        "criminal-damage P>V history; pregnancy V history",
        told="Response",
        resp="NP-12",
        action="Core assessment.",
    ),
    row(
        "CSC-13",
        "12.09.2011",
        "Calderwick",
        """
        Home visit. Seen together. Both say a one-off.""",
        "V P C1",
        "home-visit",
        "pregnancy V observed",
        seen="Ellie",
    ),
    row(
        "CSC-14",
        "03.10.2011",
        "Calderwick",
        """
        Core assessment completed. First recorded concern; parents open; baby due. No role.""",
        "V P C1",
        "assessment",
        "pregnancy V observed",
        resp="CSC-12",
        took="None",
        seen="Ellie",
        action="Close.",
    ),
    row("CSC-15", "17.10.2011", "Calderwick", "Case closed.", "V~ C1~", "closure"),
    row(
        "CSC-16",
        "18.04.2012",
        "Calderwick",
        """
        Ms Marsh rang duty: money, nursery place for Ellie's after-school. Sounded flat.""",
        "V",
        "phone-call",
        "money-problems V disclosed",
    ),
    row(
        "CSC-17",
        "the following day",
        "Calderwick",
        """
        Seen at office with Jake. Section 17 payment £30 for food. Not asked about home.""",
        "V C2",
        "contact",
        "money-problems V disclosed",
        seen="Jake",
    ),
    row(
        "CSC-18",
        "26.09.2012",
        "Calderwick",
        """
        MARAC attended by team manager. Agreed to visit.""",
        "V~ P~ C1~ C2~",
        "marac",
        "",
        attended=MARAC,
        resp="NP-31",
        action="Visit within 10 days.",
    ),
    row(
        "CSC-19",
        "10.10.2012",
        "Calderwick",
        """
        Home visit. Ms Marsh and Jake seen; Mr Dolan upstairs. Ellie at school.""",
        "V C2 P-",
        "home-visit",
        "",
        seen="Jake",
    ),
    row(
        "CSC-20",
        "25.10.2012",
        "Calderwick",
        """
        Assessment: child in need plan. Stanmere file requested from store and read, with the
        police log of August.""",
        "V C1 C2",
        "assessment",
        "",
        took="NP-23; CSC-18; CSC-12; CSC-03; CSC-02; CSC-01; CSC-11",
        seen="Ellie; Jake",
        action="CIN plan.",
    ),
    row(
        "CSC-21",
        "28.11.2012",
        "Calderwick",
        """
        CIN meeting 1: school, HV, Ms Marsh. Home "settled".""",
        "V C1 C2",
        "core-group",
        "",
        attended="CSC Calderwick; Calderwick HV team; Larkfield School",
    ),
    row(
        "CSC-22",
        "23.01.2013",
        "Calderwick",
        """
        CIN meeting 2: Ms Marsh says that they have parted. School and HV pleased with children.
        To close if settled.""",
        "V C1 C2",
        "core-group",
        "separation P>V disclosed",
        attended="CSC Calderwick; Calderwick HV team; Larkfield School",
    ),
    row(
        "CSC-23",
        "18.03.2013",
        "Calderwick",
        """
        Telephone call to Ms Marsh about closing. She said that things had "mostly" settled. Left
        01632 960 188 as her number.""",
        "V",
        "phone-call",
    ),
]
CSC_HIDDEN = row(
    "CSC-24",
    "02.11.2012",
    "Calderwick",
    """
    Supervision: worker's caseload 31. Visit frequency agreed at six weeks.""",
    "V~ C1~ C2~",
    "supervision",
)

# The uncoded file: only date, source and what happened go into it. What the rest of each row
# says is the panel's coding (coding.csv); ``coded="suggested"`` leaves a row unconfirmed, and
# ``quote`` is the words on which the coding rests.
HOUSING = [
    row(
        "",
        "w/c 6.6.11",
        "Tenancy file",
        """
        Sign-up for 14 Amber Street. Joint tenancy Leanne Marsh and Craig Dolan. Ms Marsh is
        expecting in November.""",
        "V P",
        "housing-contact",
        "pregnancy V observed",
        quote="Ms Marsh is expecting in November",
    ),
    row(
        "",
        "30.6.11",
        "Rents",
        "First rent statement posted.",
        "V~ P~",
        "letter-sent",
        quote="rent statement posted",
    ),
    row(
        "",
        "2 Nov 2011",
        "Repairs",
        """
        Contractor reports internal door off its frame, split round the lock. Tenant (Mrs) said
        it stuck. Recharged.""",
        "V",
        "housing-contact",
        "",
        coded="suggested",
        quote="split round the lock",
        reason="may be damage to the home",
    ),
    row(
        "",
        "16.1.12",
        "Rents",
        "Arrears letter 1.",
        "V~ P~",
        "letter-sent",
        quote="Arrears letter 1",
    ),
    row(
        "",
        "20/3/12",
        "ASB team",
        """
        Mr Hale at no. 16 rang about banging and a woman crying late at night. Sent diary
        sheets. Not returned.""",
        "N V~ P~",
        "concern-reported",
        "",
        quote="banging and a woman crying late at night",
    ),
    row(
        "",
        "5 April 2012",
        "Rents",
        """
        Visit about arrears. Mr Dolan did all the talking, told Ms Marsh to sit down when she
        came in and took the letters from her hand. He has her bank card. Payment plan.""",
        "V P",
        "housing-contact",
        "coercive-control P>V observed; money-problems V observed",
        quote="told Ms Marsh to sit down when she came in and took the letters from her hand",
    ),
    row(
        "",
        "29 June 2012",
        "Repairs",
        """
        Bathroom lock replaced, tenant present. Said kids had broken it.""",
        "V",
        "housing-contact",
        "",
        coded="suggested",
        quote="Bathroom lock replaced",
        reason="may be damage to the home",
    ),
    row(
        "",
        "6/8/12",
        "ASB team",
        """
        Mr Hale rang: police there on Saturday night. Logged.""",
        "N V~ P~",
        "concern-reported",
        "",
        quote="police there on Saturday night",
    ),
    row(
        "",
        "Sept 2012",
        "Rents",
        "Arrears cleared in one payment by her mother.",
        "V~",
        "administration",
        quote="Arrears cleared",
    ),
    row(
        "",
        "26.9.12",
        "Area manager",
        """
        Attended MARAC about 14 Amber Street. Agreed to fit stronger locks if asked.""",
        "V~ P~",
        "marac",
        "",
        quote="Attended MARAC",
        attended=MARAC,
        resp="NP-31",
    ),
    row(
        "",
        "3 October 2012",
        "Repairs",
        "Annual gas check. Access given by Mr Dolan.",
        "P",
        "housing-contact",
        "",
        quote="Access given by Mr Dolan",
    ),
    row(
        "",
        "10 January 2013",
        "Area office",
        """
        Ms Marsh called in. They have split up and he has gone to a mate's. Asked how to get
        him off the tenancy. Advised to see a solicitor. Locks ordered.""",
        "V P~",
        "housing-contact",
        "separation P>V disclosed",
        quote="They have split up",
    ),
    row(
        "",
        "the following day",
        "Repairs",
        "Locks changed front and back.",
        "V",
        "housing-contact",
        "",
        quote="Locks changed",
    ),
    row(
        "",
        "early March 2013",
        "Area office",
        """
        Estate walkabout. Mr Hale says that Mr Dolan has been sitting in his car opposite no. 14
        most evenings, engine off, watching the house. Not an estate matter; told to ring police
        if worried.""",
        "N V~ P~",
        "concern-reported",
        "stalking P>V alleged",
        told="Neighbour",
        quote="sitting in his car opposite no. 14 most evenings, engine off, watching the house",
    ),
    row(
        "",
        "undated",
        "Area office",
        "Post-it: 'Dolan rang again re keys. Said no.'",
        "P",
        "phone-call",
        "",
        coded="suggested",
        quote="Dolan rang again re keys",
        reason="may be unwanted contact; not dated",
    ),
    row(
        "",
        "25 March 2013",
        "Area manager",
        "Police seal on property.",
        "",
        "administration",
        quote="Police seal",
    ),
]

PROBATION = [
    row(
        "PR-01",
        "5 March 2012",
        "Court team",
        """
        PSR interview. Index offence: punched partner 11 Feb. Minimises. List of previous from
        police: harassment of a former partner, Fellshire, 2009.""",
        "P V~ X~",
        "supervision-contact",
        "assault-with-injury P>V history; previous-partner-abuse P>X history; "
        "abuse-minimised P observed",
    ),
    row(
        "PR-02",
        "12 March 2012",
        "Court team",
        """
        SARA completed for PSR. Proposal: community order.""",
        "P",
        "violence-risk-assessment",
        "",
        took="PR-01",
        tool="SARA",
        grade="Moderate",
    ),
    row(
        "PR-03",
        "19 March 2012",
        "Court team",
        """
        Community order 12 months, supervision. Programme place not available until autumn.""",
        "P~",
        "order",
        "on-probation P observed",
        took="PR-01; PR-02",
    ),
    row(
        "PR-04",
        "26 March 2012",
        "Offender manager 1",
        "Induction. Punctual.",
        "P",
        "supervision-contact",
    ),
    row(
        "PR-05",
        "April – May 2012",
        "Offender manager 1",
        """
        Four appointments, kept. Talks about work.""",
        "P",
        "supervision-contact",
    ),
    row(
        "PR-06",
        "15 th May 2012",
        "Offender manager 1",
        """
        Says that he has "had a bad couple of weeks" and has seen the crisis team about himself.
        Felt like ending it. Did not say more.""",
        "P",
        "supervision-contact",
        "suicidal-ideation P disclosed",
    ),
    row(
        "PR-07",
        "12 June 2012",
        "Offender manager 1",
        """
        Better. New tablets. Says that home is good. NI no. QQ 12 34 56 C noted for his claim.""",
        "P",
        "supervision-contact",
    ),
    row(
        "PR-08",
        "10 July 2012",
        "Offender manager 1",
        "Kept. Nothing to note.",
        "P",
        "supervision-contact",
    ),
    row(
        "PR-09",
        "8 August 2012",
        "Offender manager 2",
        """
        Handover from OM1 (long term sick). Dolan reports his arrest on Saturday, says that she
        fell and "tells people I kicked her". No contact made with police.""",
        "P V~",
        "supervision-contact",
        "assault-with-injury P>V alleged; abuse-minimised P observed",
    ),
    row(
        "PR-10",
        "11 September 2012",
        "Offender manager 2",
        """
        Kept. Programme waiting list.""",
        "P",
        "supervision-contact",
    ),
    row(
        "PR-11",
        "26 September 2012",
        "Offender manager 2",
        """
        MARAC attended.""",
        "P~ V~",
        "marac",
        "",
        attended=MARAC,
        resp="NP-31",
    ),
    row(
        "PR-12",
        "18October 2012",
        "Offender manager 2",
        """
        Seen. Family work discussed. MARAC not mentioned to him.""",
        "P",
        "supervision-contact",
    ),
    row(
        "PR-13",
        "Nov – Dec 2012",
        "Offender manager 2",
        """
        Three appointments, two kept. Programme withdrawn for want of places.""",
        "P",
        "supervision-contact",
    ),
    row(
        "PR-14",
        "15 January 2013",
        "Offender manager 2",
        """
        Staying at a mate's "while we sort ourselves out". Says that they have split up.""",
        "P",
        "supervision-contact",
        "separation P>V disclosed",
    ),
    row(
        "PR-15",
        "5 March 2013",
        "Offender manager 2",
        """
        Last appointment but one. Low, says that he misses his lad.""",
        "P",
        "supervision-contact",
    ),
    row(
        "PR-16",
        "18 March 2013",
        "Offender manager 2",
        """
        Order ended. Termination form completed. Final appointment not kept.""",
        "P~",
        "administration",
        "on-probation P ended",
    ),
]

LANTERN = [
    row(
        "LD-01",
        "2012-08-08",
        "IDVA",
        """
        Referral from PPU by secure e-mail: August assault, earlier ones, abuse of a former
        partner. Allocated same day.""",
        "V~ P~ X~",
        "referral-received",
        "assault-with-injury P>V history; previous-partner-abuse P>X history",
        told="PPU",
        resp="NP-28",
        seq="1",
    ),
    row(
        "LD-02",
        "2012-08-09",
        "IDVA",
        """
        Rang at the safe time given. She spoke for a minute, he was in the garden. Agreed to
        text first.""",
        "V",
        "phone-call",
        "barrier-to-contact P>V observed",
        time="10:15",
        seq="2",
    ),
    row(
        "LD-03",
        "2012-08-16",
        "IDVA",
        """
        Text sent as agreed; no reply yet. Will keep to the safe time. Her e-mail
        leanne.marsh84@example.org is not to be used.""",
        "V~",
        "missed-appointment",
        "",
        seq="3",
    ),
    row(
        "LD-04",
        "2012-09-05",
        "IDVA",
        """
        Met at the children's centre, HV lent a room. Two hours. Strangled last summer when
        pregnant and again in the spring; he controls money, phone, visitors. She is ashamed of
        needing help.""",
        "V",
        "disclosure",
        "strangulation P>V disclosed; coercive-control P>V disclosed; economic-abuse P>V disclosed",
        time="13:00",
        seq="4",
    ),
    row(
        "LD-05",
        "2012-09-05",
        "IDVA",
        """
        DASH, 12 ticks, under the MARAC number. Graded on professional judgement.""",
        "V",
        "risk-assessment",
        "",
        time="15:00",
        resp="LD-04",
        took="LD-01; LD-04",
        tool="CAADA-DASH",
        grade="High",
        seq="5",
    ),
    row(
        "LD-06",
        "2012-09-06",
        "IDVA",
        """
        MARAC referral to PPU with her consent.""",
        "V~ P~",
        "referral-made",
        "strangulation P>V history; coercive-control P>V history; economic-abuse P>V history; "
        "assault-with-injury P>V history",
        shared="PPU",
        resp="LD-04; LD-05",
        seq="6",
    ),
    row(
        "LD-07",
        "2012-09-10",
        "IDVA",
        """
        Rang HV. Told of DASH and referral; agreed clinic as the safe place.""",
        "V~",
        "share",
        "assault-with-injury P>V history; strangulation P>V history; coercive-control P>V history",
        shared="Calderwick HV team",
        resp="LD-04; LD-05",
        seq="7",
    ),
    row(
        "LD-08",
        "2012-09-26",
        "IDVA",
        """
        MARAC. Lead for safety plan. Asked whether mental health would come back; chair to
        write.""",
        "V~ P~",
        "marac",
        "",
        attended=MARAC,
        resp="NP-31",
        seq="8",
    ),
    row(
        "LD-09",
        "October to December 2012",
        "Outreach",
        """
        Weekly contact at clinic or by text, nine kept. Safety plan, bag with her mother. Shown
        www.lantern-calderwick.example on the clinic's own screen.""",
        "V",
        "safety-planning",
        "",
        seq="9",
    ),
    row(
        "LD-10",
        "2012-12-18",
        "IDVA",
        """
        Leanne texted that police came on Saturday, "nothing broken". Offered refuge, not wanted
        before Christmas. Plan gone over. Rowan House refuge has a room.""",
        "V",
        "safety-planning",
        "assault P>V disclosed",
        seq="10",
    ),
    row(
        "LD-11",
        "2013-01-08",
        "IDVA",
        """
        She told him to go on Sunday and he went. Risk at separation talked through. Locks,
        school, 999 plan.""",
        "V",
        "safety-planning",
        "separation P>V disclosed",
        seq="11",
    ),
    row(
        "LD-12",
        "2013-01-09",
        "IDVA",
        """
        Told HV with consent. CSC to hear at CIN meeting from Leanne herself.""",
        "V~",
        "share",
        "separation P>V history",
        shared="Calderwick HV team",
        resp="LD-11",
        seq="12",
    ),
    row(
        "LD-13",
        "2013-02-12",
        "Outreach",
        """
        Phone. Says that he is being reasonable about Jake.""",
        "V",
        "phone-call",
        "",
        seq="13",
    ),
    row(
        "LD-14",
        "2013-03-12",
        "Outreach",
        """
        Met in café near the school. Busy, sister with her, spoke about courses. Step-down from
        IDVA to outreach agreed.""",
        "V S-",
        "safety-planning",
        "",
        seq="14",
    ),
    row(
        "LD-15",
        "2013-03-19",
        "Outreach",
        """
        Rang; no answer, no message left as agreed.""",
        "V~",
        "missed-appointment",
        "",
        seq="15",
    ),
]

SCHOOL = [
    row(
        "SC-01",
        "13 June 2011",
        "School office",
        """
        Ellie admitted, moved from Stanmere. Records asked for, not received.""",
        "C1 V-",
        "school-contact",
        "moved-area V disclosed",
    ),
    row(
        "SC-02",
        "14 July 2011",
        "Designated teacher",
        """
        Ellie told TA that Craig shouts and mummy cries. CSC duty rung within the hour.""",
        "C1",
        "school-contact",
        "child-present C1 disclosed",
        shared="CSC Calderwick",
    ),
    row(
        "SC-03",
        "September 2011",
        "Class teacher",
        """
        Mum expecting. Ellie clingy at the door.""",
        "C1 V-",
        "school-contact",
        "child-behaviour-change C1 observed",
    ),
    row(
        "SC-04",
        "Autumn 2011",
        "Class teacher",
        """
        Parents' evening, both came. Mr Dolan answered for both. They may come again in May.""",
        "V P",
        "school-contact",
    ),
    row(
        "SC-05",
        "14/02/2012",
        "Designated teacher",
        """
        Mum has marks on face, says fell at work. Not followed up. To watch.""",
        "V C1",
        "school-contact",
        "injury-unexplained V observed",
    ),
    row(
        "SC-06",
        "May to September 2012",
        "Breakfast club",
        """
        Ellie at breakfast club, brought by grandmother on most days.""",
        "C1",
        "school-contact",
    ),
    row(
        "SC-07",
        "22.05/12",
        "Class teacher",
        """
        Ellie upset, would not do PE, said "Craig went in the ambulance car". Mum rung, said he
        was poorly.""",
        "C1 V",
        "school-contact",
        "child-behaviour-change C1 observed",
    ),
    row("SC-08", "20/11/2012", "School office", "Attendance letter (91%).", "V~", "letter-sent"),
    row(
        "SC-09",
        "28/11/2012",
        "Designated teacher",
        "CIN meeting.",
        "V C1",
        "core-group",
        "",
        attended="CSC Calderwick; Calderwick HV team; Larkfield School",
        resp="CSC-21",
    ),
    row(
        "SC-10",
        "10/01/2013",
        "Head teacher",
        """
        Ms Marsh came in: Mr Dolan has left and must not collect Ellie. Staff told.""",
        "V",
        "school-contact",
        "separation P>V disclosed",
    ),
    row(
        "SC-11",
        "23/01/2013",
        "Designated teacher",
        "CIN meeting, told of parting.",
        "V C1",
        "core-group",
        "",
        attended="CSC Calderwick; Calderwick HV team; Larkfield School",
        resp="CSC-22",
    ),
    row(
        "SC-12",
        "?27 Feb 2013",
        "School office",
        """
        Mr Dolan rang asking what time Ellie comes out. Not told.""",
        "P",
        "school-contact",
    ),
    row(
        "SC-13",
        "undated",
        "Lunchtime supervisor",
        """
        Slip of paper in file: "E says do not let Craig get me".""",
        "C1",
        "school-contact",
        "child-behaviour-change C1 disclosed",
    ),
    row(
        "SC-14",
        "19/03/2013",
        "Class teacher",
        """
        Parents' evening. Ms Marsh alone. Proud of Ellie's reading. She hopes that Ellie will
        play the grace notes in May.""",
        "V",
        "school-contact",
    ),
]

FAMILY = [
    row(
        "F-1",
        "Summer 2009",
        "Mother",
        """
        Leanne met Craig. He was charming; he brought me flowers too.""",
        "V~ P~",
        "told-informally",
    ),
    row(
        "F-2",
        "2010",
        "Mother",
        """
        She stopped coming on Sundays. He always rang while she was here to ask when she would be
        back.""",
        "V",
        "told-informally",
        "isolation P>V observed; jealousy P>V observed",
    ),
    row(
        "F-3",
        "18 December 2010",
        "Mother",
        """
        Ellie rang me on the house phone. I rang the police. Leanne and Ellie stayed with us two
        nights and then she went back.""",
        "V C1",
        "told-informally",
        "assault P>V observed",
    ),
    row(
        "F-4",
        "Nov/Dec 2011",
        "Sister",
        """
        After Jake came she had no phone for weeks. I was told not to visit unless he was in.""",
        "V",
        "told-informally",
        "isolation P>V observed",
    ),
    row(
        "F-5",
        "11 February 2012",
        "Sister",
        """
        I took her to A&E. She begged me not to tell Mum.""",
        "V",
        "told-informally",
        "assault P>V observed",
    ),
    row(
        "F-6",
        "Dec 2012 – Feb 2013",
        "Mother",
        """
        I kept a bag for her in the wardrobe. She was planning ahead. She laughed more after he
        went.""",
        "V",
        "told-informally",
    ),
    row(
        "F-7",
        "February 2013",
        "Mother",
        """
        The police showed us messages from her phone: he had written that if he could not have
        his family nobody would. We never knew of them while she was alive.""",
        "V~ P~",
        "told-informally",
        "threats-to-kill P>V history",
        learned="after her death, from the investigation",
    ),
]

NEIGHBOUR = [
    row(
        "N-1",
        "since June 2011",
        "Mr Hale",
        """
        Shouting through the wall, his voice, some weekends. You get used to it, I am sorry to
        say.""",
        "V~ P~",
        "told-informally",
        "emotional-abuse P>V observed",
    ),
    row(
        "N-2",
        "4 August 2012",
        "Mr Hale",
        """
        Heard her scream and something go down the stairs. Rang 999.""",
        "V~ P~",
        "told-informally",
        "assault P>V alleged",
        shared="Control Room",
    ),
    row(
        "N-3",
        "early March 2013",
        "Mr Hale",
        """
        Told the lady from housing that he was sat out there in the car night after night.""",
        "V~ P~",
        "told-informally",
        "stalking P>V observed",
        shared="Calderwick Homes",
    ),
    row(
        "N-4", "22 March 2013", "Mr Hale", "Rang 999 about nine o'clock.", "V~ P~", "fatal-incident"
    ),
]

# Rows that the panel's coder said tell of one thing (coding.csv, "same as"): mirrored entries.
MATCHES = (
    ("NP-04", "NP-02"),
    ("NP-09", "NP-08"),
    ("NP-11", "NP-08"),
    ("NP-14", "NP-12"),
    ("NP-18", "NP-17"),
    ("NP-20", "NP-17"),
    ("NP-24", "NP-23"),
    ("NP-26", "NP-23"),
    ("PR-01", "NP-17"),
    ("CSC-01", "NP-02"),
    ("CSC-02", "NP-06"),
    ("CSC-03", "NP-08"),
    ("CSC-12", "NP-12"),
    ("F-3", "NP-08"),
    ("CH-12", "NP-17"),
    ("F-5", "NP-17"),
    ("N-2", "NP-22"),
    ("CH-15", "NP-23"),
    ("PR-09", "NP-23"),
    ("LD-10", "NP-33"),
    ("CSC-11", "SC-02"),
    ("CSC-21", "SC-09"),
    ("CSC-22", "SC-11"),
)
