import { type QueryFunctionContext, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { aged, knownFirst, YOUNG_S } from "@/widgets/known";
import { asAsked, type Question } from "@/widgets/useQuestion";
import type { Entry, Metric } from "./metrics";

export const METRICS_KEY = ["insight", "metrics"] as const;

export function useMetrics() {
  return useQuery({
    queryKey: [...METRICS_KEY, "list"],
    queryFn: async () => (await given(api.GET("/api/insight/metrics"))) as unknown as Entry[],
    staleTime: 300_000,
  });
}

export function useMetric(name: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: [...METRICS_KEY, "one", name],
    queryFn: async () =>
      (await given(api.GET("/api/insight/metrics/{name}", { params: { path: { name } } }))) as unknown as Entry,
  });
}

export function useMetricHistory(name: string, enabled: boolean) {
  return useQuery({
    queryKey: [...METRICS_KEY, "history", name],
    enabled,
    queryFn: async () =>
      (await given(
        api.GET("/api/insight/metrics/{name}/history", { params: { path: { name } } }),
      )) as unknown as Entry[],
  });
}

/** One value, kept as long as an answer is young: lists and trends ask for many. */
export function valueQuery(question: Question<"metric">) {
  // not the key of `useQuestion`: that keeps the whole answer, this the result alone
  const queryKey = ["insight", "metric", "value", question];
  return {
    queryKey,
    staleTime: 300_000,
    queryFn: ({ signal, client }: QueryFunctionContext) =>
      knownFirst(client, queryKey, async (known) => {
        const body = { question: asAsked(question as Question), known, max_age_s: YOUNG_S };
        const { data, age } = await aged(api.POST("/api/insight/questions", { body, signal }));
        return { data: data.result as Shapes["MetricResult"], age };
      }),
  };
}

export const act = {
  define: async (metric: Metric) =>
    (await given(api.POST("/api/insight/metrics", { body: metric as Shapes["Metric"] }))) as unknown as Entry,
  change: async (metric: Metric, version: number) =>
    (await given(
      api.PUT("/api/insight/metrics/{name}", {
        params: { path: { name: metric.name } },
        body: { metric: metric as Shapes["Metric"], version },
      }),
    )) as unknown as Entry,
  retire: (name: string) => api.DELETE("/api/insight/metrics/{name}", { params: { path: { name } } }),
};
