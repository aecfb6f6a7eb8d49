import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { TASKS } from "@/widgets/tasks";

export type Counts = Shapes["TaskCountsOut"];
export type Sop = Shapes["SopOut"];
export type Plan = Shapes["SopPlanShape"];
export type Step = Shapes["SopStep"];
export type SopDay = Shapes["SopDayOut"];
export type SopSlot = Shapes["SopSlotOut"];
export type Enrollment = Shapes["EnrollmentOut"];

export const SOPS = ["sops"];

export function useCounts() {
  return useQuery({ queryKey: [...TASKS, "staff"], queryFn: () => given(api.GET("/api/tasks/staff")) });
}

export function useStaff() {
  return useQuery({ queryKey: ["relations", "staff", 30], queryFn: () => given(api.GET("/api/relations/staff")) });
}

export function useSegments(wanted: boolean) {
  return useQuery({
    queryKey: ["segments", "names"],
    queryFn: () => given(api.GET("/api/segments")),
    enabled: wanted,
  });
}

export function useSops() {
  return useQuery({ queryKey: [...SOPS, "list"], queryFn: () => given(api.GET("/api/sops")) });
}

export function useCalendar(since: string, until: string) {
  return useQuery({
    queryKey: [...SOPS, "calendar", since, until],
    queryFn: () => given(api.GET("/api/sops/calendar", { params: { query: { since, until } } })),
    placeholderData: keepPreviousData,
  });
}

export function usePreview(plan: Plan) {
  return useQuery({
    queryKey: [...SOPS, "preview", plan],
    queryFn: () => given(api.POST("/api/sops/preview", { body: plan })),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useEnrollments(id: number) {
  return useInfiniteQuery({
    queryKey: [...SOPS, "enrollments", id],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/sops/{id}/enrollments", { params: { path: { id }, query: { after: pageParam, limit: 50 } } }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

const at = (id: number) => ({ params: { path: { id } } });

export const act = {
  give: (body: Shapes["TaskIn"]) => given(api.POST("/api/tasks", { body })),
  remind: (corp: string, staff: string) => given(api.POST("/api/tasks/reminders", { body: { corp, staff } })),
  begin: (body: Shapes["SopIn"]) => given(api.POST("/api/sops", { body })),
  change: (id: number, body: Shapes["SopChangeIn"]) => given(api.PUT("/api/sops/{id}", { ...at(id), body })),
  pause: (id: number) => given(api.POST("/api/sops/{id}/pause", at(id))),
  resume: (id: number) => given(api.POST("/api/sops/{id}/resume", at(id))),
};
