import type { Question } from "@/widgets/useQuestion";

/** Events that a brand mostly calls a conversion, beside orders. */
export const CONVERSIONS = [
  { event: "Contact Added", zh: "加好友", en: "Contact added" },
  { event: "Group Joined", zh: "入群", en: "Group joined" },
  { event: "Member Joined", zh: "入会", en: "Member joined" },
  { event: "Lead Submitted", zh: "留资", en: "Lead submitted" },
] as const;

/** This will read what counts from the address: orders, the value of lifetimes, or an event by its name. */
export function conversionOf(text: string | undefined): Question<"attribution">["conversion"] {
  if (!text || text === "orders") return { kind: "orders" };
  if (text === "lifetime") return { kind: "lifetime" };
  return { kind: "event", events: [text] };
}
