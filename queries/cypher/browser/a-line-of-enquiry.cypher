// title = "One finding with the rows that it rests on"
// answers = """
//   A finding by its place in the order of reading, the rows that it cites, whose record these are,
//   and the themes that it falls under."""
// caveats = "A line of enquiry for the panel, not a verdict."
// needs = "The case, in the store."
//
// [parameters.case_id]
// type = "case"
// means = "The case."
//
// [parameters.rank]
// type = "whole number"
// default = 1
// least = 1
// means = "Its place in the order of reading."
//
// [columns]
// p = "The paths to draw."

MATCH (f:Finding {case_id: $case_id, rank: $rank})
CALL {
  WITH f MATCH p = (f)-[:EVIDENCED_BY]->(:Event)-[:RECORDED_BY]->(:Team) RETURN p
  UNION
  WITH f MATCH p = (f)-[:CODED_AS]->(:Theme) RETURN p
  UNION
  WITH f MATCH p = (f)-[:CONCERNS]->() RETURN p
}
RETURN p
