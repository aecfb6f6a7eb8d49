import type { QueryClient, QueryKey, UseQueryResult } from "@tanstack/react-query";
import { lane } from "@/lib/lane";

/** An answer that is younger than this (seconds) will do, and says how old it is; whoever wants a newer one asks again. */
export const YOUNG_S = 600;

/** A browser holds six lines to a server. Figures leave one: no page and no list waits behind them. */
const knowing = lane(3);
const renewing = lane(2);

/** An answer with its age in seconds, as the server tells it. */
export interface Aged<T> {
  data: T;
  age: number;
}

/** This will wait for an answer and read how old it is; a refusal was thrown on the way. */
export async function aged<T>(asked: Promise<{ data?: T; response: Response }>): Promise<Aged<T>> {
  const { data, response } = await asked;
  return { data: data as T, age: Number(response.headers.get("Age") ?? 0) };
}

/**
 * This will put what is known on screen at once, however old, and give what takes its place: nobody waits for figures
 * that were there this morning. Without anything known it is worked out, as ever.
 */
export async function knownFirst<T>(
  client: QueryClient,
  queryKey: QueryKey,
  ask: (known: boolean) => Promise<Aged<T>>,
): Promise<T> {
  if (client.getQueryData(queryKey) === undefined) {
    const { data, age } = await knowing(() => ask(true));
    if (age <= YOUNG_S) return data;
    client.setQueryData(queryKey, data, { updatedAt: Date.now() - age * 1000 });
  }
  return (await renewing(() => ask(false))).data;
}

/** As of when what is on screen is true, while something newer is worked out for it; else nothing. */
export function renewedFrom(
  query: Pick<UseQueryResult, "isFetching" | "isPlaceholderData" | "data" | "dataUpdatedAt">,
  now: number,
): number | null {
  if (!query.isFetching || query.isPlaceholderData || query.data === undefined) return null;
  return now - query.dataUpdatedAt > YOUNG_S * 1000 ? query.dataUpdatedAt : null;
}
