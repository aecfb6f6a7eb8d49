import { yuan } from "@/lib/numbers";

/** The properties that say most about an event, the most telling first. */
const TELLING = [
  "name",
  "product_name",
  "title",
  "query",
  "total",
  "revenue",
  "price",
  "order_id",
  "sku",
  "product_id",
  "group_id",
  "code",
  "purpose",
  "store_id",
  "path",
];
const MOST = 3;

/** This will say in a few words what an event was about: the first telling properties that it has. */
export function gist(properties: Record<string, unknown>): string {
  const said: string[] = [];
  for (const name of TELLING) {
    const value = properties[name];
    if (typeof value === "string" || typeof value === "number")
      said.push(MONEY.has(name) ? inYuan(value) : String(value));
    if (said.length === MOST) break;
  }
  return said.join(" · ");
}

const MONEY = new Set(["total", "revenue", "price"]);

/** Events carry money in yuan, as their senders write it. */
function inYuan(value: string | number): string {
  const fen = Math.round(Number(value) * 100);
  return Number.isFinite(fen) ? yuan(fen) : String(value);
}
