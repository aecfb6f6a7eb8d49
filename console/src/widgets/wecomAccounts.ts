import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type WecomAccount = Shapes["CodeAccountOut"];

/** The accounts of WeCom, whether they are paused or not; a change of connectors has them read again. */
export function useWecomAccounts(wanted = true) {
  return useQuery({
    queryKey: ["connectors", "wecom"],
    queryFn: () => given(api.GET("/api/code-accounts")),
    enabled: wanted,
  });
}

/** Those where something can be made: at a paused one it would wait, or be refused. */
export function unpaused(accounts: readonly WecomAccount[]): WecomAccount[] {
  return accounts.filter((one) => !one.paused);
}

/** How an account is called. */
export function called(account: WecomAccount): string {
  return account.title || account.name;
}
