import type { Language } from "@/lib/language";
import { yuan } from "@/lib/numbers";
import { channelName, purposeName } from "./names";

/** What values are said with: the language, and the names of units by id and code. */
export interface Saying {
  language: Language;
  units: ReadonlyMap<number | string, string>;
}

const YES_NO = { zh: ["否", "是"], en: ["no", "yes"] } as const;
const MONEY = new Set(["amount", "discount", "price", "revenue", "shipping", "subtotal", "tax", "total", "value"]);
const UNITS = new Set(["dealer_id", "home_store", "store", "store_id"]);
const CHANNELS = new Set(["channel", "platform"]);

/** This will say a property of an event, or a trait, as an operator does: a store by its name, money in yuan, yes or no. */
export function said(name: string, value: unknown, saying: Saying): string {
  const zh = saying.language === "zh";
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") return YES_NO[saying.language][Number(value)] ?? "";
  if (Array.isArray(value) && value.every((one) => typeof one !== "object"))
    return value.map((one) => said(name, one, saying)).join(zh ? "、" : ", ");
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (MONEY.has(name)) return inYuan(text);
  if (UNITS.has(name)) return saying.units.get(text) ?? text;
  if (CHANNELS.has(name)) return channelName(text, saying.language);
  return name === "purpose" ? purposeName(text, saying.language) : text;
}

/** Events carry money in yuan, as their senders write it; what is no number stays as it is. */
function inYuan(text: string): string {
  const fen = Math.round(Number(text) * 100);
  return text.trim() !== "" && Number.isFinite(fen) ? yuan(fen) : text;
}
