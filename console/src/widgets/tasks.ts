import { useInfiniteQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Task = Shapes["StaffTaskOut"];
export type TaskState = Task["state"];

export const TASKS = ["tasks"];
export const WAITING: TaskState[] = ["open", "overdue"];

export interface Wanted {
  state?: TaskState[];
  corp?: string;
  staff?: string;
  unit?: string;
  person?: string;
  sop?: number;
}

const AT_ONCE = 50;

export function useTasks(wanted: Wanted) {
  return useInfiniteQuery({
    queryKey: [...TASKS, "list", wanted],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/tasks", { params: { query: { ...wanted, after: pageParam, limit: AT_ONCE } } })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

const at = (id: number) => ({ params: { path: { id } } });

export const done = (id: number) => given(api.POST("/api/tasks/{id}/done", at(id)));
export const drop = (id: number) => given(api.POST("/api/tasks/{id}/drop", at(id)));
