import { QueryClient } from "@tanstack/react-query";
import { Refused } from "@/api/client";

/** A refusal is an answer and not asked again; a server that is away is asked twice more. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof Refused) || error.status === 0 || error.status === 503),
    },
    mutations: { retry: false },
  },
});
