import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { api, given } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, useWords } from "@/lib/language";

const WORDS = copy(
  { label: "统计谁", everybody: "所有人", own: "自定义人群（JSON）", none: "还没有人群", choose: "选人群" },
  { label: "Of whom", everybody: "Everybody", own: "A definition (JSON)", none: "No segments yet", choose: "Segments" },
);
const OWN = "\u0000own";

/** The names of the stored segments. */
export function useSegmentNames(): string[] {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ["segments", "names"],
    queryFn: () => given(api.GET("/api/segments")),
    enabled: may("people.read"),
  });
  return (data ?? []).map((one) => one.name);
}

interface WhomProps {
  value: unknown;
  onChange: (value: string | undefined) => void;
  size?: "small" | "middle";
}

/** Of whom a question is: everybody, or a stored segment. A definition that came with the address stays as it is. */
export function WhomField({ value, onChange, size = "small" }: WhomProps) {
  const words = useWords(WORDS);
  const names = useSegmentNames();
  const own = typeof value === "object" && value !== null;
  const name = typeof value === "string" ? value : "";
  const known = [...new Set([...names, ...(name ? [name] : [])])];
  return (
    <Select
      size={size}
      showSearch
      aria-label={words.label}
      style={{ width: 150 }}
      popupMatchSelectWidth={false}
      value={own ? OWN : name}
      onChange={(next) => onChange(next === OWN ? undefined : next || undefined)}
      notFoundContent={words.none}
      options={[
        { value: "", label: words.everybody },
        ...(own ? [{ value: OWN, label: words.own }] : []),
        ...known.map((one) => ({ value: one, label: one })),
      ]}
    />
  );
}

/** Several stored segments, held against each other. */
export function SegmentsField({ value, onChange }: { value: unknown[]; onChange: (value: unknown[]) => void }) {
  const words = useWords(WORDS);
  const names = useSegmentNames();
  const own = value.filter((one) => typeof one !== "string");
  return (
    <Select
      mode="multiple"
      size="small"
      aria-label={words.choose}
      placeholder={words.choose}
      style={{ width: "100%" }}
      notFoundContent={words.none}
      value={value.filter((one): one is string => typeof one === "string")}
      onChange={(next) => onChange([...own, ...next])}
      options={names.map((one) => ({ value: one, label: one }))}
    />
  );
}
