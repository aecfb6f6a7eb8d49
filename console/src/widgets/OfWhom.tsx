import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { api, given } from "@/api/client";
import { copy, useWords } from "@/lib/language";
import { useUrl } from "./useUrl";

const WORDS = copy(
  { label: "统计谁", everybody: "所有人", none: "还没有人群" },
  { label: "Of whom", everybody: "Everybody", none: "No segments yet" },
);

/** Whom a question is about, as the address has it: the name of a stored segment, or everybody. */
export function useOfWhom(): string | undefined {
  const [url] = useUrl<{ people: string }>();
  return url.people === undefined ? undefined : String(url.people);
}

/** Chooses whom a question is about. */
export function OfWhom({ value }: { value: string | undefined }) {
  const words = useWords(WORDS);
  const [, set] = useUrl<{ people: string }>();
  const segments = useQuery({ queryKey: ["segments", "names"], queryFn: () => given(api.GET("/api/segments")) });
  const names = (segments.data ?? []).map((one) => one.name);
  return (
    <Select
      aria-label={words.label}
      style={{ minWidth: 130 }}
      showSearch
      value={value ?? ""}
      onChange={(name) => set({ people: name || undefined })}
      notFoundContent={words.none}
      options={[
        { value: "", label: words.everybody },
        ...[...new Set([...names, ...(value ? [value] : [])])].map((name) => ({ value: name, label: name })),
      ]}
    />
  );
}
