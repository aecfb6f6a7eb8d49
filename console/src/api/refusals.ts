import { copy, inLanguage } from "@/lib/language";
import { Refused, UNREACHABLE } from "./client";
import { FILES } from "./refusals.files";
import type { RefusalCode } from "./refusals.gen";
import { HOUSE } from "./refusals.house";
import { READING } from "./refusals.reading";
import type { Sentence } from "./refusals.said";

/** What each refusal means to an operator; the English is the server's own sentence. None may be left out. */
const ROUTES: Record<RefusalCode, Sentence> = { ...HOUSE, ...READING };

const CHINESE: Record<string, Sentence> = {
  [UNREACHABLE]: "服务器没有回应。检查网络，或看看活水是否在运行。",
  ...FILES,
  ...ROUTES,
};

const PLAIN = copy({ defect: "出了点问题。" }, { defect: "Something went wrong." });

/** This will say what went wrong in the operator's language: by code in Chinese, else in the server's sentence. */
export function explained(error: unknown, language: "zh" | "en"): string {
  if (!(error instanceof Refused)) return inLanguage(PLAIN).defect;
  const sentence = language === "zh" ? CHINESE[error.code] : undefined;
  if (sentence === undefined) return error.message;
  return typeof sentence === "string" ? sentence : sentence(error.facts);
}
