import { Form, InputNumber, Select, Switch } from "antd";
import { useWords } from "@/lib/language";
import { WORDS } from "./sops.copy";
import type { Plan } from "./work.api";

interface LimitsProps {
  plan: Plan;
  onChange: (change: Partial<Plan>) => void;
}

/** How much a day, on which days not, and when it ends early. */
export function LimitsField({ plan, onChange: put }: LimitsProps) {
  const words = useWords(WORDS);
  return (
    <div className="row work-limits">
      <Form.Item label={words.most} extra={words.mostWhy}>
        <InputNumber
          min={1}
          max={1000}
          precision={0}
          value={plan.most_a_day}
          aria-label={words.most}
          onChange={(most) => put({ most_a_day: most ?? 1 })}
        />
      </Form.Item>
      <Form.Item label={words.rest}>
        <Select
          mode="multiple"
          value={plan.rest_weekdays}
          aria-label={words.rest}
          onChange={(rest_weekdays) => put({ rest_weekdays })}
          options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: words.weekdays[value] }))}
        />
      </Form.Item>
      {(plan.begin === "added" || plan.begin === "segment") && (
        <Form.Item label={words.endsOnOrder}>
          <Switch
            checked={plan.ends_on_order}
            aria-label={words.endsOnOrder}
            onChange={(ends_on_order) => put({ ends_on_order })}
          />
        </Form.Item>
      )}
    </div>
  );
}
