import { Refused } from "@/api/client";

/** This will tell at which condition the server could not read on, by its path. */
export function refusedAt(error: unknown): string | undefined {
  const path = error instanceof Refused ? error.facts.path : undefined;
  return typeof path === "string" ? path : undefined;
}
