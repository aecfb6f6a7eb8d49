import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Shapes } from "@/api/client";
import { aged, knownFirst, YOUNG_S } from "@/widgets/known";

export type Layering = "aipl" | "life_cycle" | "tier";
export type Counting = "platform" | "active";

/** An answer whose segments are handed on and never looked into: as a type the whole language is too deep to compare. */
type Handed<T> = {
  [K in keyof T]: K extends "segment" ? unknown : T[K] extends (infer One)[] ? Handed<One>[] : T[K];
};
export type Stock = Handed<Shapes["StockOut"]>;
export type Flow = Handed<Shapes["FlowOut"]>;
export type Trend = Shapes["TrendOut"];
export type Cell = Flow["cells"][number];
export type Rfm = Handed<Shapes["huoshui__audiences__layers__schemas__tables__RfmOut"]>;
export type Table = Handed<Shapes["TableOut"]>;

/** What is asked: which rules, counted how, now beside so many days before. */
export interface Asked {
  layering: Layering;
  count: Counting;
  days: number;
}

const SLOW = { staleTime: 120_000 };

type Told<T> = Promise<{ data?: T; response: Response }>;

/** This will ask for a figure: what is known at once, then what is young enough. */
function useFigure<T>(
  key: readonly unknown[],
  ask: (age: { max_age_s: number; known: boolean }, signal: AbortSignal) => Told<T>,
  enabled = true,
): UseQueryResult<T> {
  const client = useQueryClient();
  const queryKey = ["layers", ...key];
  return useQuery({
    ...SLOW,
    queryKey,
    enabled,
    queryFn: ({ signal }) =>
      knownFirst<T>(client, queryKey, (known) => aged(ask({ max_age_s: YOUNG_S, known }, signal))),
  });
}

function named({ layering }: Asked) {
  return { layering };
}

export function useStock(asked: Asked): UseQueryResult<Stock> {
  const { layering, count } = asked;
  return useFigure<Stock>(["stock", layering, count], (age, signal) =>
    api.GET("/api/layers/{layering}/stock", { params: { path: named(asked), query: { count, ...age } }, signal }),
  );
}

export function useFlow(asked: Asked): UseQueryResult<Flow> {
  const { count, days } = asked;
  return useFigure<Flow>(["flow", asked], (age, signal) =>
    api.GET("/api/layers/{layering}/flow", { params: { path: named(asked), query: { count, days, ...age } }, signal }),
  );
}

export function useTrend(asked: Asked): UseQueryResult<Trend> {
  const { count, days } = asked;
  return useFigure<Trend>(["trend", asked], (age, signal) =>
    api.GET("/api/layers/{layering}/trend", { params: { path: named(asked), query: { count, days, ...age } }, signal }),
  );
}

export function useRfm(cuts: Shapes["CutsOut"] | null): UseQueryResult<Rfm> {
  return useFigure<Rfm>(["rfm", cuts], (age, signal) =>
    api.POST("/api/layers/rfm", { params: { query: age }, body: { cuts }, signal }),
  );
}

export function useTable(dimensions: string[], on?: string): UseQueryResult<Table> {
  return useFigure<Table>(
    ["table", dimensions, on],
    (age, signal) =>
      api.POST("/api/layers/table", { params: { query: age }, body: { dimensions, on: on ?? null }, signal }),
    dimensions.length > 0,
  );
}

/** Who changed trust stages in the last month. */
export function useTrust() {
  return useFigure<Shapes["TrustFlowOut"]>(["trust"], (age, signal) =>
    api.GET("/api/intimacy/trust", { params: { query: age }, signal }),
  );
}

export function useDistribution() {
  return useFigure<Shapes["DistributionOut"]>(["distribution"], (age, signal) =>
    api.GET("/api/intimacy/distribution", { params: { query: age }, signal }),
  );
}
