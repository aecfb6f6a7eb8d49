/** Letters and digits that nobody mistakes for one another on paper. */
const SIGNS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 16;

/** This will make a first password, to be handed over once and changed by whoever gets it. */
export function oneTime(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(LENGTH));
  return [...numbers].map((number) => SIGNS[number % SIGNS.length]).join("");
}
