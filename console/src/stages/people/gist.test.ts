import { expect, test } from "vitest";
import { gist } from "./gist";

test.each([
  [{ sku: "V-YUE2", price: 2699, name: "跃2 通勤款" }, "跃2 通勤款 · ¥2,699.00 · V-YUE2"],
  [{ total: "148", order_id: "D218" }, "¥148.00 · D218"],
  [{ price: "面议" }, "面议"],
  [{ name: { zh: "跃2" }, color: "red" }, ""],
])("%j in a few words is %s", (properties, said) => expect(gist(properties)).toBe(said));
