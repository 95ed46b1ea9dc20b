import { deepStrictEqual, match, strictEqual, throws } from "node:assert";
import { Answers, fromCsv, LONGEST, toCsv, toText } from "../../../viz/js/walk/answers.js";

/** @param {string} text @param {string} [question] */
const line = (text, question = "do") => ({
  seat: "gp",
  moment: "moment-1",
  question,
  text,
  seatName: "The surgery",
  momentTitle: "A referral",
  when: "3 May 2012",
  asked: "What do you do?",
  other: false,
});

const HARD = [
  "plain",
  "=1+1",
  "+44",
  "-5 days",
  "@home",
  "\tindented",
  "'=already",
  "two\nlines",
  'said "no", and left',
  "semi;colon",
  " = spaces first",
  "'quoted'",
  "Ağır 👩‍👧",
];

Deno.test("answers come back as they were written, and none is a formula", () => {
  const file = toCsv(HARD.map((text, n) => line(text, `q${n}`)));
  deepStrictEqual([...file.matchAll(/(?:^|,|\r\n)"?[=+\-@\t]/g)], []);
  deepStrictEqual(fromCsv(file).map(({ text }) => text), HARD);
  deepStrictEqual(fromCsv(file)[1], {
    seat: "gp",
    moment: "moment-1",
    question: "q1",
    text: "=1+1",
    seatName: "The surgery",
    momentTitle: "A referral",
    when: "3 May 2012",
    asked: "What do you do?",
  });
});

Deno.test("an answer that this page cannot place keeps the names that its file gave it", () => {
  const answers = new Answers();
  answers.add(fromCsv(toCsv([{ ...line("call"), seat: "another", moment: "of-last-year" }])));
  const [kept] = answers.all.values();
  deepStrictEqual([kept.seatName, kept.momentTitle, kept.when], [
    "The surgery",
    "A referral",
    "3 May 2012",
  ]);
  answers.set({ seat: "another", moment: "of-last-year", question: "do", text: "call again" });
  strictEqual([...answers.all.values()][0].seatName, "The surgery");
});

Deno.test("the text to read says of whom, when and what was asked", () => {
  const text = toText([
    line("call\nand =1+1"),
    { ...line("ask her", "ask"), asked: "What would you ask?" },
    { ...line("visit"), seatName: "Police", other: true },
  ], ["SENSITIVE", "Amber Street"]);
  strictEqual(
    text,
    "\ufeff" + [
      "SENSITIVE",
      "Amber Street",
      "",
      "",
      "THE SURGERY",
      "===========",
      "",
      "3 May 2012: A referral",
      "",
      "  What do you do?",
      "    call",
      "    and =1+1",
      "",
      "  What would you ask?",
      "    ask her",
      "",
      "POLICE (OF ANOTHER PAGE, OR ANOTHER VERSION OF THE WALKTHROUGH)",
      "===============================================================",
      "",
      "3 May 2012: A referral",
      "",
      "  What do you do?",
      "    visit",
      "",
    ].join("\r\n"),
  );
});

Deno.test("a file that a spreadsheet saved with semicolons is read too", () => {
  const file = 'answers_format;seat_id;moment_id;question_id;answer\n1;gp;moment-2;tell;"a; b"\n';
  deepStrictEqual(fromCsv(file), [{
    seat: "gp",
    moment: "moment-2",
    question: "tell",
    text: "a; b",
  }]);
});

Deno.test("what is no file of answers is refused in a sentence that names what was expected", () => {
  throws(() => fromCsv("a,b\n1,2\n"), /no column “answers_format”/);
  throws(() => fromCsv(""), /no column/);
  const other = toCsv([line("x")]).replace("\r\n1,", "\r\n2,");
  throws(() => fromCsv(other), /Line 2 is of format “2”.*format 1/);
});

Deno.test("an answer is kept by seat, moment and question; an empty one goes", () => {
  const answers = new Answers();
  answers.set({ seat: "gp", moment: "m", question: "do", text: "call" });
  answers.set({ seat: "gp", moment: "m", question: "tell", text: "nobody" });
  answers.set({ seat: "police", moment: "m", question: "do", text: "visit" });
  strictEqual(answers.get("gp", "m", "do"), "call");
  strictEqual(answers.count("gp", "m"), 2);
  strictEqual(answers.saved, false);
  answers.set({ seat: "gp", moment: "m", question: "do", text: "" });
  strictEqual(answers.count("gp", "m"), 1);
  answers.set({ seat: "gp", moment: "m", question: "do", text: "x".repeat(LONGEST + 5) });
  strictEqual(answers.get("gp", "m", "do").length, LONGEST);
  answers.clear();
  strictEqual(answers.empty && answers.saved, true);
});

Deno.test("answers of several laptops come together, and none takes another's place", () => {
  const answers = new Answers();
  const one = { seat: "gp", moment: "m", question: "do", text: "call" };
  answers.add([one, { ...one, seat: "police", text: "visit" }, {
    ...one,
    question: "ask",
    text: "",
  }]);
  strictEqual(answers.saved, true);
  answers.add([{ ...one, text: "see her alone" }]);
  strictEqual(answers.get("gp", "m", "do"), "call\nsee her alone");
  strictEqual(answers.saved, false);
  answers.add([one]);
  strictEqual(answers.get("gp", "m", "do"), "call\nsee her alone");
  strictEqual(answers.all.size, 2);
});

Deno.test("the file says what was asked, for whoever reads it on paper", () => {
  match(
    toCsv([line("call")]),
    /The surgery,moment-1,A referral,3 May 2012,do,What do you do\?,call/,
  );
});
