import { Select } from "antd";
import { useCodes } from "./codes.api";
import { useGroupCodes } from "./groups.api";

interface CodeSelectProps {
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
  allowClear?: boolean;
  /** What it is for, where no label stands beside it. */
  label?: string;
  /** Whether group codes are among them. */
  groups?: boolean;
}

/** One of the live codes and group codes, by name. */
export function CodeSelect({ id, value, onChange, allowClear, label, groups = true }: CodeSelectProps) {
  const codes = useCodes("").data?.pages.flatMap((page) => page.codes) ?? [];
  const ofGroups = useGroupCodes("").data?.pages.flatMap((page) => page.codes) ?? [];
  const options = [...codes, ...(groups ? ofGroups : [])].map(({ slug, plan }) => ({
    value: slug,
    label: `${plan.name} · ${slug}`,
  }));
  const known = !value || options.some((one) => one.value === value);
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder={label}
      value={value || undefined}
      onChange={(chosen: string | undefined) => onChange?.(chosen ?? "")}
      allowClear={allowClear}
      showSearch={{ optionFilterProp: "label" }}
      options={known ? options : [{ value, label: value }, ...options]}
    />
  );
}
