import type { RefusalCode } from "./refusals.gen";

export type Facts = Record<string, unknown>;
export type Sentence = string | ((facts: Facts) => string);
export type Sentences = Partial<Record<RefusalCode, Sentence>>;
