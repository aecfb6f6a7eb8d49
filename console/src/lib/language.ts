import { stored } from "./stored";

export type Language = "zh" | "en";

export const language = stored<Language>("huoshui.language", ["zh", "en"], "zh");

/** What a page says: sentences, sentences with something in them, and groups of either. */
// biome-ignore lint/suspicious/noExplicitAny: a sentence takes whatever its page gives it
export type Words = { readonly [key: string]: string | ((...given: any[]) => string) | Words };

/** The same sentences in another language: no key more, no key less. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : T[K] extends Words ? Same<T[K]> : T[K] };

export interface Copy<T extends Words> {
  zh: T;
  en: Same<T>;
}

/** This will pair the Chinese of a page with its English; the compiler sees to it that nothing is missing. */
export function copy<T extends Words>(zh: T, en: Same<T>): Copy<T> {
  return { zh, en };
}

/** This will give a page's words in the language that is switched on. */
export function useWords<T extends Words>(both: Copy<T>): Same<T> {
  return both[language.use()] as Same<T>;
}

export function inLanguage<T extends Words>(both: Copy<T>): Same<T> {
  return both[language.get()] as Same<T>;
}
