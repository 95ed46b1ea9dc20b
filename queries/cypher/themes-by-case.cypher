// title = "Themes of each case"
// answers = """
//   What is known of every theme of the framework in each case: one row for a case, and each theme
//   in exactly one of its columns."""
// caveats = """
//   “Not examined” and “could not be looked for” say nothing of whether it was there. Themes that
//   are found by possible findings alone stand apart."""
// needs = "Cases with their findings."
// picture = ""
//
// [parameters.codes]
// type = "texts"
// known = "themes"
// default = []
// means = "Codes of the themes to show; all where none is named."
//
// [columns]
// case_id = "The case."
// found = "Themes under which a certain finding falls."
// found_possible = "Themes under which findings fall of which none is certain."
// not_found = "Themes that were looked for and not found."
// cannot_tell = "Themes that were looked for; these records say too little."
// could_not = "Themes that could not be looked for in these records."
// on_record = "Themes of which rows tell, and that no finding looks for."
// not_examined = "Themes that nothing looks for and that no row is coded with."

MATCH (t:Theme)
WHERE size($codes) = 0 OR t.code IN $codes
WITH t.code AS code ORDER BY code
WITH collect(code) AS codes
MATCH (c:Case)-[l:LOOKED_FOR]->(t:Theme)
WHERE size($codes) = 0 OR t.code IN $codes
WITH codes, c.case_id AS case_id, t.code AS code, l.examined AS examined, l.certain AS certain
WITH codes, case_id,
  collect(CASE WHEN examined = 'found' AND certain > 0 THEN code END) AS found,
  collect(CASE WHEN examined = 'found' AND certain = 0 THEN code END) AS found_possible,
  collect(CASE WHEN examined = 'looked for and not found' THEN code END) AS not_found,
  collect(CASE WHEN examined = 'looked for; cannot tell from these records' THEN code END)
    AS cannot_tell,
  collect(CASE WHEN examined = 'could not be looked for in these records' THEN code END)
    AS could_not,
  collect(CASE WHEN examined = 'on record; no finding looks for it' THEN code END) AS on_record,
  collect(CASE WHEN examined = 'not examined' THEN code END) AS not_examined
RETURN case_id, [x IN codes WHERE x IN found] AS found,
  [x IN codes WHERE x IN found_possible] AS found_possible,
  [x IN codes WHERE x IN not_found] AS not_found,
  [x IN codes WHERE x IN cannot_tell] AS cannot_tell,
  [x IN codes WHERE x IN could_not] AS could_not,
  [x IN codes WHERE x IN on_record] AS on_record,
  [x IN codes WHERE x IN not_examined] AS not_examined
ORDER BY case_id

// [[expected]]
// given = {codes = ["1A", "1C", "2D", "6C", "8H"]}
// rows = [
//   ["test-ash-lane", ["1A", "2D", "6C"], [], ["1C"], [], ["8H"], [], []],
//   ["test-beech-row", ["1A", "6C"], [], ["2D"], ["1C"], ["8H"], [], []],
//   ["test-cedar-walk", ["2D"], ["1A", "6C"], ["1C"], [], ["8H"], [], []],
//   ["test-dale-end", [], [], ["1A", "1C", "2D", "6C"], [], ["8H"], [], []],
// ]
