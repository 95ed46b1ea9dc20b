/**
 * Opening what the trainer's words open. Nothing of the passphrase is kept or sent; a wrong one
 * opens nothing and says so.
 * @module
 */

/**
 * What stands in a page for what is sealed; made by viz/walk/seal.py.
 * @typedef {object} Sealed
 * @property {number} format
 * @property {string} kdf
 * @property {number} rounds
 * @property {string} cipher
 * @property {string} label
 * @property {string} salt base 64
 * @property {string} nonce base 64
 * @property {string} data base 64
 */

export const FEWEST_WORDS = 6;
/** A page that asks for fewer rounds than this was not made by us. */
const FEWEST_ROUNDS = 600000;

export const NO_CRYPTO =
  "This browser cannot open sealed pages from a file. Open the page in a current Chrome, Edge or " +
  "Firefox, or use the facilitator’s page with all seats.";
export const WRONG_WORDS =
  "These words are not the right ones: they do not open this page. Look at each word as it was given; capitals and the spaces " +
  "between do not matter. Nothing is lost, and you can try as often as you like.";
export const OTHER_FORMAT =
  "This page was sealed by another version of the tool. Write the pages again with one version.";

/** A sentence for whoever typed the words. */
export class NotOpened extends Error {}

/**
 * A passphrase as it is used: lower case, its words one space apart.
 * @param {string} given
 */
export const plain = (given) =>
  (given.normalize("NFKC").toLowerCase().match(/[a-z]+/g) ?? []).join(" ");

/** @param {string} text base 64 */
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/**
 * Open what is sealed.
 * @param {Sealed} sealed
 * @param {string} given the words
 * @returns {Promise<unknown>} what was sealed
 * @throws {NotOpened} with a sentence that says why not
 */
export async function unseal(sealed, given) {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) throw new NotOpened(NO_CRYPTO);
  if (
    sealed.format !== 1 || sealed.kdf !== "PBKDF2-SHA-256" || sealed.cipher !== "AES-256-GCM" ||
    !(sealed.rounds >= FEWEST_ROUNDS)
  ) throw new NotOpened(OTHER_FORMAT);
  const words = plain(given);
  const count = words ? words.split(" ").length : 0;
  if (count < FEWEST_WORDS) {
    throw new NotOpened(
      `The words that open it are ${FEWEST_WORDS} or more, and here ${
        count === 1 ? "is" : "are"
      } ` +
        `${count || "none"}.`,
    );
  }
  const text = new TextEncoder();
  const from = await subtle.importKey("raw", text.encode(words), "PBKDF2", false, ["deriveKey"]);
  const key = await subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt: bytes(sealed.salt), iterations: sealed.rounds },
    from,
    { name: "AES-GCM", length: 256 },
    false,
    ["decrypt"],
  );
  const additionalData = text.encode(`joinedup walkthrough ${sealed.format} ${sealed.label}`);
  try {
    const clear = await subtle.decrypt(
      { name: "AES-GCM", iv: bytes(sealed.nonce), additionalData },
      key,
      bytes(sealed.data),
    );
    return JSON.parse(new TextDecoder().decode(clear));
  } catch {
    throw new NotOpened(WRONG_WORDS);
  }
}
