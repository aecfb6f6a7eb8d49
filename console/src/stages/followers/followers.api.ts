import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Follower = Shapes["FanOut"];
export type Detail = Shapes["FollowerDetailOut"];
export type Subscription = Shapes["SubscriptionOut"];
export type Sum = Shapes["SubscriptionSumOut"];
export type Sync = Shapes["FollowerSyncOut"];
export type Scene = Shapes["SceneCountOut"];
export type Standing = Follower["standing"];
export type Reach = "subscription" | "window";
export type Message = Shapes["FollowerMessageIn"];

export interface Filters {
  appid: string;
  scene: string;
  standing: Standing | undefined;
  reach: Reach | undefined;
}

export const FOLLOWERS = ["followers"];
const WATCHED_MS = 3_000;

export function useFollowers({ appid, scene, standing, reach }: Filters) {
  return useInfiniteQuery({
    queryKey: [...FOLLOWERS, "list", appid, scene, standing ?? "", reach ?? ""],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/followers", {
          params: { query: { appid, scene, standing, reach: reach ?? "", after: pageParam, limit: 50 } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useFigures(appid: string) {
  return useQuery({
    queryKey: [...FOLLOWERS, "figures", appid],
    queryFn: () => given(api.GET("/api/followers/figures", { params: { query: { appid } } })),
  });
}

export function useFollower(id: number) {
  return useQuery({
    queryKey: [...FOLLOWERS, "one", id],
    queryFn: () => given(api.GET("/api/followers/{id}", { params: { path: { id } } })),
  });
}

export function useTemplates(appid: string) {
  return useQuery({
    queryKey: [...FOLLOWERS, "templates", appid],
    queryFn: () => given(api.GET("/api/subscriptions", { params: { query: { appid } } })),
  });
}

/** While a comparison runs it is looked at every few seconds. */
export function useSyncs() {
  return useQuery({
    queryKey: [...FOLLOWERS, "syncs"],
    queryFn: () => given(api.GET("/api/followers/syncs")),
    refetchInterval: (query) => (query.state.data?.some((one) => one.state === "running") ? WATCHED_MS : false),
  });
}

export function useAccounts(wanted: boolean) {
  return useQuery({
    queryKey: [...FOLLOWERS, "connectors"],
    queryFn: () => given(api.GET("/api/connectors")),
    enabled: wanted,
    retry: false,
  });
}

export const compare = (account: string) => given(api.POST("/api/followers/syncs", { body: { account } }));

export const write = ({ id, body }: { id: number; body: Message }) =>
  given(api.POST("/api/followers/{id}/messages", { params: { path: { id } }, body }));
