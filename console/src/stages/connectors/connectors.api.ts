import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, Refused, type Shapes } from "@/api/client";

export type Connector = Shapes["ConnectorOut"];
export type NewConnector = Shapes["NewConnectorOut"];
export type Plan = Shapes["NewConnectorIn"];
export type Found = Shapes["FoundOut"];
export type Symptom = Found["symptom"];
export type Forward = Shapes["ForwardOut"];
export type LetterState = Shapes["LetterOut"]["state"];

export type Pull = Shapes["PullOut"];
export type Quota = Shapes["QuotaOut"];

export const CONNECTORS = ["connectors"];
const LOOK_MS = 10_000;

/** How our accounts do; looked at again while somebody watches. */
export function useConnectors() {
  return useQuery({
    queryKey: [...CONNECTORS, "list"],
    queryFn: () => given(api.GET("/api/connectors")),
    refetchInterval: LOOK_MS,
  });
}

export function useLetters(name: string, state: LetterState | undefined) {
  return useInfiniteQuery({
    queryKey: [...CONNECTORS, "letters", name, state],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/connectors/{name}/letters", {
          params: { path: { name }, query: { state, before: pageParam ?? undefined, limit: 30 } },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** What the platform says is left; it is asked anew when somebody looks again. */
export function useQuotas(name: string) {
  return useQuery({
    queryKey: [...CONNECTORS, "quotas", name],
    queryFn: () => given(api.GET("/api/connectors/{name}/quotas", { params: { path: { name } } })),
    staleTime: 0,
  });
}

export function useForwards(name: string) {
  return useQuery({
    queryKey: [...CONNECTORS, "forwards", name],
    queryFn: () => given(api.GET("/api/connectors/{name}/forwards", { params: { path: { name } } })),
  });
}

export function useDeeds(name: string) {
  return useQuery({
    queryKey: [...CONNECTORS, "history", name],
    queryFn: () => given(api.GET("/api/connectors/{name}/history", { params: { path: { name } } })),
  });
}

/** How an account's leads are pulled; nothing where nobody authorized it. */
export function usePull(name: string) {
  return useQuery({
    queryKey: [...CONNECTORS, "pull", name],
    queryFn: async (): Promise<Pull | null> => {
      try {
        return await given(api.GET("/api/connectors/{name}/pull", { params: { path: { name } } }));
      } catch (error) {
        if (error instanceof Refused && error.code === "NotAuthorized") {
          return null;
        }
        throw error;
      }
    },
    refetchInterval: LOOK_MS,
  });
}

export const act = {
  pull: (name: string) => given(api.POST("/api/connectors/{name}/pull", { params: { path: { name } } })),
  authorize: (name: string, auth_code: string) =>
    given(
      api.POST("/api/connectors/{name}/pull/authorization", {
        params: { path: { name } },
        body: { auth_code, advertisers: [] },
      }),
    ),
  add: (body: Plan) => given(api.POST("/api/connectors", { body })),
  credentials: (name: string, body: Shapes["CredentialsIn"]) =>
    given(api.PUT("/api/connectors/{name}/credentials", { params: { path: { name } }, body })),
  rotate: (name: string) => given(api.POST("/api/connectors/{name}/rotate", { params: { path: { name } } })),
  pause: (name: string) => given(api.POST("/api/connectors/{name}/pause", { params: { path: { name } } })),
  resume: (name: string) => given(api.POST("/api/connectors/{name}/resume", { params: { path: { name } } })),
  probe: (name: string) => given(api.POST("/api/connectors/{name}/probe", { params: { path: { name } } })),
  /** We sign a callback, and this browser brings it to the account's address: the answer's status. */
  ring: async (name: string): Promise<number> => {
    const made = await given(api.POST("/api/connectors/{name}/ring", { params: { path: { name } } }));
    const { pathname, search } = new URL(made.url);
    return (await fetch(`${pathname}${search}`, { method: "POST", headers: made.headers, body: made.body })).status;
  },
  retry: (name: string) =>
    given(api.POST("/api/connectors/{name}/letters/retry", { params: { path: { name } }, body: {} })),
  forward: (name: string, url: string) =>
    given(api.POST("/api/connectors/{name}/forwards", { params: { path: { name } }, body: { url } })),
  unforward: (name: string, forward: number) =>
    given(api.DELETE("/api/connectors/{name}/forwards/{forward}", { params: { path: { name, forward } } })),
};
