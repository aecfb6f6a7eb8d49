import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { RELATIONS } from "./relations.api";

export type Activity = Shapes["ActivityOut"];
export type Member = Shapes["StaffActivityOut"];
export type Figures = Shapes["StaffFiguresOut"];
export type Pull = Shapes["ActivityPullOut"];

const WATCHED_MS = 3_000;
/** WeCom keeps no more. */
export const DAYS_MOST = 180;

/** While WeCom's figures are being pulled they are looked at every few seconds. */
export function useActivity(days: number, staff: string) {
  return useQuery({
    queryKey: [...RELATIONS, "activity", days, staff],
    queryFn: () => given(api.GET("/api/relations/activity", { params: { query: { days, staff } } })),
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      query.state.data?.pulls.some((one) => one.state === "running") ? WATCHED_MS : (false as const),
  });
}

export const pullFigures = (account: string) => given(api.POST("/api/relations/activity/pulls", { body: { account } }));
