import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, given, Refused, type Shapes } from "@/api/client";
import type { Experiment, Report } from "./experiments";
import type { Plan } from "./experiments.draft";

/** Definitions of segments nest without end, which the client's generics do not follow; the shape is the server's. */
function read<T>(answer: unknown): T {
  return answer as T;
}

export const EXPERIMENTS_KEY = ["insight", "experiments"] as const;

export function useExperiments() {
  return useQuery({
    queryKey: [...EXPERIMENTS_KEY, "list"],
    queryFn: async () => read<Experiment[]>(await given(api.GET("/api/insight/experiments"))),
  });
}

export function useExperiment(ref: string, enabled = true) {
  return useQuery({
    queryKey: [...EXPERIMENTS_KEY, "one", ref],
    enabled,
    queryFn: async () =>
      read<Experiment>(await given(api.GET("/api/insight/experiments/{ref}", { params: { path: { ref } } }))),
  });
}

/** What came of it so far; null while too few are in its arms. */
export function useReport(experiment: Experiment | undefined, segments: string[] = []) {
  return useQuery({
    queryKey: [...EXPERIMENTS_KEY, "report", experiment?.id, segments],
    enabled: experiment !== undefined && experiment.started_at !== null,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Report | null> => {
      const params = { path: { ref: String(experiment?.id) } };
      const asked = api.POST("/api/insight/experiments/{ref}/results", { params, body: { segments }, signal });
      try {
        return read<Report>(await given(asked));
      } catch (error) {
        if (error instanceof Refused && error.code === "TooFewInArms") return null;
        throw error;
      }
    },
  });
}

export type SizeQuestion = Pick<Shapes["SizeAsked"], "outcome" | "change" | "window_days" | "arms" | "people">;

export function useSize(asked: SizeQuestion, enabled: boolean) {
  return useQuery({
    queryKey: [...EXPERIMENTS_KEY, "size", asked],
    enabled,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<Shapes["huoshui__insight__experiments__schemas__SizeOut"]> =>
      given(
        api.POST("/api/insight/experiments/size", {
          body: { ...asked, alpha: 0.05, power: 0.8 },
          signal,
        }),
      ),
  });
}

const at = (ref: string) => ({ params: { path: { ref } } });

export const act = {
  create: async (plan: Plan) => read<Experiment>(await given(api.POST("/api/insight/experiments", { body: plan }))),
  change: async (ref: string, plan: Plan, version: number) =>
    read<Experiment>(await given(api.PUT("/api/insight/experiments/{ref}", { ...at(ref), body: { plan, version } }))),
  start: async (ref: string) =>
    read<Experiment>(await given(api.POST("/api/insight/experiments/{ref}/start", at(ref)))),
  stop: async (ref: string) => read<Experiment>(await given(api.POST("/api/insight/experiments/{ref}/stop", at(ref)))),
};
