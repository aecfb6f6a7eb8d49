import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, given } from "@/api/client";
import { useMay, useMe } from "@/api/session";
import type { Language } from "@/lib/language";

/** The staff in scope; asked only by who may see them. */
export function useStaffList() {
  const may = useMay();
  return useQuery({
    queryKey: ["staff"],
    queryFn: () => given(api.GET("/api/staff")),
    enabled: may("staff.manage"),
    staleTime: 60_000,
  });
}

/** Who `staff:3`, `token:7` and `local` are, as far as this viewer may know. */
export function useActors(): (actor: string, chosen: Language) => string {
  const me = useMe();
  const { data } = useStaffList();
  return useMemo(() => {
    const names = new Map((data ?? []).map((one) => [`staff:${one.id}`, one.name]));
    names.set(me.actor, me.name);
    return (actor, chosen) => names.get(actor) ?? plain(actor, chosen === "zh");
  }, [data, me]);
}

function plain(actor: string, chinese: boolean): string {
  const [kind, number] = actor.split(":");
  if (kind === "local") return chinese ? "本机命令行" : "command line";
  if (kind === "staff") return chinese ? `员工 ${number}` : `staff ${number}`;
  if (kind === "token") return chinese ? `令牌 ${number}` : `token ${number}`;
  return actor;
}
