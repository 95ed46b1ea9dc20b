/**
 * Reads cases from standard input, a line of JSON each (`[data, combinations of shares]`), and
 * prints for each what the page's own module makes of them: tests/viz/test_walk_suppose.py holds
 * it to the Python derivation.
 */
import { suppose } from "../../../viz/js/walk/suppose.js";

const text = await new Response(Deno.stdin.readable).text();
for (const line of text.split("\n")) {
  if (!line) continue;
  const [data, combinations] = JSON.parse(line);
  const found = combinations.map(
    (/** @type {import("../../../viz/js/walk/suppose.js").Share[]} */ shares) => {
      const supposed = suppose(data, shares);
      const knows = supposed.knows.map((known) =>
        [...known].map(([fact, since]) => [fact, ...since]).sort((a, b) =>
          Number(a[0]) - Number(b[0])
        )
      );
      // what is told is held to the derivation by the table of what if
      const { told: _, ...compared } = supposed;
      return { ...compared, knows };
    },
  );
  console.log(JSON.stringify(found));
}
