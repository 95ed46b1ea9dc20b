// title = "What several agencies each recorded a part of"
// answers = "Things that happened of which several rows tell, and whose records these rows are."
// caveats = "Where nobody said that rows tell of one thing, they are matched by a guess."
// needs = "The case, in the store."
//
// [parameters.case_id]
// type = "case"
// means = "The case."
//
// [columns]
// p = "The paths to draw."

MATCH (o:Occurrence {case_id: $case_id}) WHERE o.rows > 1
MATCH p = (o)<-[:TELLS_OF]-(:Event)-[:RECORDED_BY]->(:Team)
RETURN p
