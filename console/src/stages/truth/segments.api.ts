import { useQuery } from "@tanstack/react-query";
import { api, given } from "@/api/client";

/** The names of stored segments, for choosing among them. */
export function useSegmentNames(): string[] {
  const { data } = useQuery({ queryKey: ["segments", "names"], queryFn: () => given(api.GET("/api/segments")) });
  return (data ?? []).map((one) => one.name);
}
