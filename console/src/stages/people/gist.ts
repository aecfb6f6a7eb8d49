/** The properties that say most about an event, the most telling first. */
const TELLING = [
  "name",
  "product_name",
  "title",
  "form_name",
  "code_name",
  "group_name",
  "campaign_name",
  "tag",
  "query",
  "text",
  "result",
  "total",
  "revenue",
  "price",
  "order_id",
  "model",
  "level",
  "points",
  "purpose",
  "channel",
  "store_id",
];
/** What only those who know the numbers can read: said when nothing else is. */
const NUMBERS = ["sku", "product_id", "code", "group_id", "staff_id", "account_id", "path"];
const MOST = 3;

type Say = (name: string, value: unknown) => string;

/** This will say in a few words what an event was about: the first telling properties that it has. */
export function gist(properties: Record<string, unknown>, say: Say): string {
  const words = (names: string[]): string[] =>
    names
      .filter((name) => ["string", "number"].includes(typeof properties[name]) && properties[name] !== "")
      .map((name) => say(name, properties[name]));
  const telling = words(TELLING);
  return (telling.length ? telling : words(NUMBERS)).slice(0, MOST).join(" · ");
}
