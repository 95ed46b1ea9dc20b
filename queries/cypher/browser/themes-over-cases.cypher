// title = "Which cases share a theme"
// answers = "Cases, and the themes of the analysis framework that were found in them."
// caveats = """
//   A theme that is not drawn was not found, or could not be looked for, or was not examined:
//   the question “themes” says which."""
// needs = "Cases with their findings."
//
// [columns]
// p = "The paths to draw."

MATCH p = (:Case)-[l:LOOKED_FOR]->(:Theme) WHERE l.examined = 'found'
RETURN p
