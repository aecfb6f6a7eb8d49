import { expect, test } from "vitest";
import { partsOf } from "./origins";

test.each([
  ["event:3/m-1:x", { kind: "event", id: "3" }],
  ["source:3", { kind: "source", id: "3" }],
  ["import:12", { kind: "import", id: "12" }],
  ["staff:7", { kind: "staff", id: "7" }],
  ["local", { kind: "local", id: "" }],
  ["", { kind: "", id: "" }],
])("%s is read", (origin, parts) => expect(partsOf(origin)).toEqual(parts));
