import { expect, test } from "vitest";
import { oneTime } from "./password";

test("first passwords are long, plain, and never the same", () => {
  const made = Array.from({ length: 50 }, oneTime);
  expect(new Set(made).size).toBe(50);
  for (const one of made) expect(one).toMatch(/^[a-km-np-zA-HJ-NP-Z2-9]{16}$/);
});
