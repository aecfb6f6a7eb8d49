import { expect, test } from "vitest";
import { lane } from "./lane";

test("so many at once, the others in turn, whatever becomes of them", async () => {
  const inTurn = lane(2);
  const ends: (() => void)[] = [];
  const began: number[] = [];
  const asked = [0, 1, 2, 3].map((number) =>
    inTurn(() => {
      began.push(number);
      return new Promise<number>((end, fail) =>
        ends.push(() => (number === 1 ? fail(new Error("away")) : end(number))),
      );
    }).catch(() => -1),
  );
  const passed = () => new Promise((go) => setTimeout(go));
  await passed();
  expect(began).toEqual([0, 1]);
  ends[1]?.();
  await passed();
  expect(began).toEqual([0, 1, 2]);
  for (const end of ends) end();
  await passed();
  ends[3]?.();
  expect(await Promise.all(asked)).toEqual([0, -1, 2, 3]);
});
