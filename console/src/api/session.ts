import { useQuery } from "@tanstack/react-query";
import { api, carry, given, type Shapes } from "./client";

export type Me = Shapes["MeOut"];
export type Permission = Shapes["Permission"];

export const ME = ["me"] as const;

/** This will say who is logged in; refused when nobody is. */
export async function whoAmI(): Promise<Me> {
  const me = await given(api.GET("/api/me"));
  carry(me.csrf_token);
  return me;
}

export async function logIn(login: string, password: string): Promise<Me> {
  const me = await given(api.POST("/api/login", { body: { login, password } }));
  carry(me.csrf_token);
  return me;
}

export async function logOut(): Promise<void> {
  await api.POST("/api/logout");
  carry(null);
}

/** Who is logged in; only asked inside the shell, where somebody is. */
export function useMe(): Me {
  const { data } = useQuery({ queryKey: ME, queryFn: whoAmI, staleTime: Number.POSITIVE_INFINITY });
  if (!data) throw new Error("nobody is logged in");
  return data;
}

export function useMay(): (permission: Permission) => boolean {
  const me = useMe();
  return (permission) => me.permissions.includes(permission);
}
