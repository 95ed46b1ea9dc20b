// title = "Who knew one thing"
// answers = """
//   Every team and agency that knew, or may have known, something of one topic; about whom, and by
//   whom it was done."""
// caveats = """
//   Knowledge as the records have it: an edge without certain_from is possible only. A holder that
//   is not drawn has no record that it knew, which is not the same as not knowing."""
// needs = "The case, in the store."
//
// [parameters.case_id]
// type = "case"
// means = "The case."
//
// [parameters.topic]
// type = "text"
// means = "The key of a topic, such as strangulation (docs/reference/vocabulary.md)."
//
// [columns]
// p = "The paths to draw."

MATCH p = ()-[:KNOWS]->(f:Fact {case_id: $case_id, topic: $topic})-[:ABOUT|BY]->(:Person)
RETURN p
