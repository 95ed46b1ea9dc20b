// title = "The agencies, their teams, and the household"
// answers = """
//   Who keeps a record in one case, of which agency, and how the people in it are related."""
// caveats = "An agency without a chronology is drawn as well: it says nothing of what it held."
// needs = "The case, in the store."
//
// [parameters.case_id]
// type = "case"
// means = "The case."
//
// [columns]
// p = "The paths to draw."

MATCH (:Case {case_id: $case_id})
CALL {
  MATCH p = (t:Team {case_id: $case_id})-[:PART_OF]->(:Agency) RETURN p
  UNION
  MATCH p = (a:Person {case_id: $case_id})-[:RELATED_TO]->(:Person) RETURN p
}
RETURN p
