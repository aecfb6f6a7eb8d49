import type { ReactNode } from "react";
import { type Permission, useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { RefusedState } from "@/ui/State";
import { permissionName } from "./names";

const WORDS = copy(
  {
    title: "你的角色看不到这一页",
    why: (permission: string) => `它需要权限“${permission}”。需要的话，请管理员在“设置 › 员工与组织”里调整你的角色。`,
  },
  {
    title: "Your role does not see this page",
    why: (permission: string) => `It needs the permission “${permission}”. An administrator can change your role.`,
  },
);

/** A page, or the reason why this viewer does not see it. */
export function Allowed({ to, children }: { to: Permission | undefined; children: ReactNode }) {
  const may = useMay();
  const words = useWords(WORDS);
  const chosen = language.use();
  if (!to || may(to)) return <>{children}</>;
  return <RefusedState title={words.title}>{words.why(permissionName(to, chosen))}</RefusedState>;
}
