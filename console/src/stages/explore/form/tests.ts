import type { Test } from "../question";

/** How a property of a type can be held against something, in the order in which it is offered. */
const OPS: Record<string, readonly (readonly [type: string, op: string])[]> = {
  text: [
    ["text", "is"],
    ["text", "one_of"],
    ["text", "contains"],
    ["text", "starts_with"],
    ["any", "exists"],
  ],
  number: [
    ["number", ">="],
    ["number", ">"],
    ["number", "<="],
    ["number", "<"],
    ["number", "="],
    ["number", "between"],
    ["any", "exists"],
  ],
  boolean: [
    ["boolean", "is"],
    ["any", "exists"],
  ],
  other: [["any", "exists"]],
};

export type Type = "text" | "number" | "boolean" | "other" | "unknown";

/** This will tell what the dictionary's type of a property is held against: `money!` is a number. */
export function typeOf(declared: string | undefined): Type {
  const plain = (declared ?? "").replace("!", "");
  if (["money", "number", "integer"].includes(plain)) return "number";
  if (plain === "boolean") return "boolean";
  if (plain === "string") return "text";
  return plain ? "other" : "unknown";
}

/** This will list the tests that fit a type; of what is not in the dictionary everything may be asked. */
export function opsOf(type: Type): readonly (readonly [type: string, op: string])[] {
  if (type !== "unknown") return OPS[type] ?? [];
  return [...(OPS.text ?? []).slice(0, -1), ...(OPS.number ?? [])];
}

/** This will change how something is held against a value; the value stays where it still fits. */
export function retested(test: Test, type: string, op: string): Test {
  if (type === "any") return { type, op };
  if (type === "boolean") return { type, op, value: typeof test.value === "boolean" ? test.value : true };
  if (op === "one_of") return { type, op, value: test.type === "text" ? [test.value].flat().filter(Boolean) : [] };
  if (op === "between") {
    const from = type === test.type ? [test.value].flat()[0] : null;
    return { type, op, value: [from ?? null, null] };
  }
  const first = [test.value].flat()[0];
  return { type, op, value: type === test.type ? first : type === "text" ? "" : undefined };
}

/** This will begin a test of a type. */
export function firstTest(type: Type): Test {
  const [kind, op] = opsOf(type)[0] ?? ["any", "exists"];
  return retested({ type: "", op: "" }, kind, op);
}
