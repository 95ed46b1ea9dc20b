import { deepStrictEqual, match, rejects, strictEqual } from "node:assert";
import { NotOpened, plain, unseal } from "../../../viz/js/walk/unseal.js";

const WORDS = "apple bridge candle dolphin engine forest";
const ROUNDS = 600000;

/** @param {Uint8Array} bytes */
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** @param {string} label */
async function sealed(label) {
  const text = new TextEncoder();
  const salt = new Uint8Array(16).fill(3);
  const nonce = new Uint8Array(12).fill(5);
  const from = await crypto.subtle.importKey("raw", text.encode(WORDS), "PBKDF2", false, [
    "deriveKey",
  ]);
  const key = await crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS },
    from,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const additionalData = text.encode(`joinedup walkthrough 1 ${label}`);
  const data = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce, additionalData },
    key,
    text.encode('{"a":"ü"}   '),
  );
  return {
    format: 1,
    kdf: "PBKDF2-SHA-256",
    rounds: ROUNDS,
    cipher: "AES-256-GCM",
    label,
    salt: base64(salt),
    nonce: base64(nonce),
    data: base64(new Uint8Array(data)),
  };
}

Deno.test("the words open it, however they are typed", async () => {
  deepStrictEqual(
    await unseal(await sealed("gp"), " Apple-Bridge, CANDLE dolphin engine forest."),
    {
      a: "ü",
    },
  );
});

Deno.test("other words, another page's seal and a seal of few rounds open nothing", async () => {
  const one = await sealed("gp");
  await rejects(unseal(one, WORDS.replace("apple", "acorn")), (error) => {
    match(String(error), /do not open this page/);
    return error instanceof NotOpened;
  });
  await rejects(unseal({ ...one, label: "police" }, WORDS), /do not open/);
  await rejects(unseal(one, "apple bridge"), /six|6 or more, and here are 2/);
  await rejects(unseal(one, ""), /here are none/);
  await rejects(unseal({ ...one, rounds: 1000 }, WORDS), /another version/);
  await rejects(unseal({ ...one, format: 2 }, WORDS), /another version/);
});

Deno.test("what of the words counts", () => {
  strictEqual(plain("  Ａpple\tbridge--candle 7 "), "apple bridge candle");
});
