// title = "Themes over the cases"
// answers = """
//   In how many cases each theme of the analysis framework was found, looked for and not found,
//   looked for in part, or not looked for at all."""
// caveats = """
//   “Found in 3 of the 12 cases in which it was looked for” is what a row says; a theme that was
//   not examined is not a theme that was absent. What the panel rejected is not counted as found."""
// needs = "Cases with their findings."
// picture = "examined"
// caution = "A theme that was not looked for is not a theme that was absent."
//
// [parameters.codes]
// type = "texts"
// known = "themes"
// default = []
// means = "Codes of the themes to show; all where none is named."
//
// [columns]
// code = "Code of the framework."
// theme = "The theme in plain words."
// factor = "The factor of the framework that it belongs to."
// cases = "All cases."
// looked_for = "Cases in which it was looked for: found, not found, and cannot tell, together."
// found = "Cases in which findings fall under it."
// found_certain = "Of these, cases in which one of the findings at least is certain."
// by_panel = "Of those found, cases in which the panel added one itself."
// not_found = "Cases in which it was looked for and not found."
// cannot_tell = "Cases in which it was looked for and these records say too little."
// could_not = "Cases in which it could not be looked for: the rows are not there, or not coded."
// on_record = "Cases of which rows tell of it, and no finding looks for it."
// not_examined = "Cases in which nothing looks for it and no row is coded with it."

MATCH (:Case)-[l:LOOKED_FOR]->(t:Theme)
WHERE size($codes) = 0 OR t.code IN $codes
WITH t.code AS code, t.name AS theme, t.factor AS factor, count(*) AS cases,
  sum(CASE WHEN l.examined = 'found' THEN 1 ELSE 0 END) AS found,
  sum(CASE WHEN l.examined = 'found' AND l.certain > 0 THEN 1 ELSE 0 END) AS found_certain,
  sum(CASE WHEN l.examined = 'found' AND l.added > 0 THEN 1 ELSE 0 END) AS by_panel,
  sum(CASE WHEN l.examined = 'looked for and not found' THEN 1 ELSE 0 END) AS not_found,
  sum(CASE WHEN l.examined = 'looked for; cannot tell from these records' THEN 1 ELSE 0 END)
    AS cannot_tell,
  sum(CASE WHEN l.examined = 'could not be looked for in these records' THEN 1 ELSE 0 END)
    AS could_not,
  sum(CASE WHEN l.examined = 'on record; no finding looks for it' THEN 1 ELSE 0 END) AS on_record,
  sum(CASE WHEN l.examined = 'not examined' THEN 1 ELSE 0 END) AS not_examined
RETURN code, theme, factor, cases, found + not_found + cannot_tell AS looked_for, found,
  found_certain, by_panel, not_found, cannot_tell, could_not, on_record, not_examined
ORDER BY code

// [[expected]]
// given = {codes = ["1A", "1C", "2D", "6C", "8H"]}
// rows = [
//   ["1A", "earlier violence by the alleged perpetrator", "Individual", 4, 4, 3, 2, 0, 1, 0, 0, 0, 0],
//   ["1C", "alcohol or drugs, of either", "Individual", 4, 4, 0, 0, 0, 3, 1, 0, 0, 0],
//   ["2D", "assessing risk", "Task", 4, 4, 2, 2, 0, 2, 0, 0, 0, 0],
//   ["6C", "sharing information between agencies", "Organisation and management", 4, 4, 3, 2, 0, 1, 0, 0, 0, 0],
//   ["8H", "public awareness", "Wider context", 4, 0, 0, 0, 0, 0, 0, 4, 0, 0],
// ]
