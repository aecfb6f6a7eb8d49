import { Form, Select } from "antd";
import { useWords } from "@/lib/language";
import { useUnitList } from "@/widgets/units";
import { WORDS } from "./sops.copy";
import { type Plan, useSegments, useStaff } from "./work.api";

interface WhoseProps {
  plan: Plan;
  corp: string;
  onChange: (change: Partial<Plan>) => void;
}

/** Whose customers or groups: of staff, of units, in a segment. */
export function WhoseField({ plan, corp, onChange }: WhoseProps) {
  const words = useWords(WORDS);
  const staff = useStaff().data?.filter((one) => !one.left_at && one.corp === corp) ?? [];
  const units = useUnitList().data ?? [];
  const wanted = plan.begin === "segment";
  const segments = useSegments(wanted).data ?? [];
  return (
    <>
      {wanted && (
        <Form.Item label={words.segment}>
          <Select
            value={plan.segment || undefined}
            aria-label={words.segment}
            showSearch={{ optionFilterProp: "label" }}
            onChange={(segment) => onChange({ segment })}
            options={segments.map((one) => ({ value: one.name, label: one.name }))}
          />
        </Form.Item>
      )}
      <Form.Item label={words.whose} extra={words.whoseWhy}>
        <Select
          mode="multiple"
          value={plan.staff}
          aria-label={words.whose}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(chosen) => onChange({ staff: chosen })}
          options={staff.map((one) => ({ value: one.staff, label: one.name || one.staff }))}
        />
      </Form.Item>
      <Form.Item label={words.ofUnits}>
        <Select
          mode="multiple"
          value={plan.units}
          aria-label={words.ofUnits}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(chosen) => onChange({ units: chosen })}
          options={units.map((one) => ({ value: one.code, label: one.name }))}
        />
      </Form.Item>
    </>
  );
}
