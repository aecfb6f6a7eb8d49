import { expect, test } from "vitest";
import { changeOf } from "./changes";

test.each([
  [150, 100, { direction: "up", share: 0.5 }],
  [75, 100, { direction: "down", share: -0.25 }],
  [100, 100, { direction: "same", share: 0 }],
  [20, 9, { direction: "up", share: null }],
  [0, 0, { direction: "none", share: null }],
])("%d after %d", (now, before, change) => expect(changeOf(now, before)).toEqual(change));
