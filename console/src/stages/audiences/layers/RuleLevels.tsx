import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import type { Layering } from "./layers.api";
import { RuleLevel } from "./RuleLevel";
import { RuleWhere } from "./RuleWhere";
import { fixed, grown, type pointed, type Rules, shifted, type Unready, withLevel } from "./rules";
import { WORDS } from "./rules.copy";

interface LevelsProps {
  layering: Layering;
  rules: Rules;
  refused: ReturnType<typeof pointed>;
  lack: Unready | null;
  /** Without it the rules are only shown. */
  onChange: ((rules: Rules) => void) | undefined;
}

/** The levels from high to low, the way they are asked. */
export function RuleLevels({ layering, rules, refused, lack, onChange }: LevelsProps) {
  const words = useWords(WORDS);
  const [open, setOpen] = useState<string>();
  const top = rules.levels.length - 1;
  const own = fixed(layering) ? undefined : onChange;
  const rearrange = (levels: Rules["levels"]): void => {
    setOpen(undefined);
    onChange?.({ ...rules, levels });
  };
  return (
    <>
      {own && (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() => own(grown(rules))}
          disabled={grown(rules) === rules}
        >
          {words.addLevel}
        </Button>
      )}
      {rules.levels
        .map((level, place) => ({ level, place }))
        .toReversed()
        .map(({ level, place }) => (
          <RuleLevel
            key={`${place}/${rules.levels.length}`}
            layering={layering}
            level={level}
            fromTop={top - place + 1}
            open={open}
            onOpen={setOpen}
            at={String(place)}
            refused={refused.level === place ? refused : {}}
            lacking={lack?.level === place ? lack.why : undefined}
            onChange={onChange && ((change) => onChange(withLevel(rules, place, change)))}
            onShift={own && ((by) => rearrange(shifted(rules.levels, place, by)))}
            onRemove={own && (() => rearrange(rules.levels.filter((_, at) => at !== place)))}
            first={place === top}
            last={place === 0}
          />
        ))}
    </>
  );
}

/** Who is awake: what the count of the active asks beside a standing relation. */
export function RuleAwake({ layering, rules, onChange }: Pick<LevelsProps, "layering" | "rules" | "onChange">) {
  const words = useWords(WORDS);
  const [open, setOpen] = useState(false);
  if (!rules.awake) return null;
  return (
    <Card
      title={
        <>
          {words.awake}
          <Info>{words.awakeHow}</Info>
        </>
      }
    >
      <RuleWhere
        layering={layering}
        where={rules.awake}
        open={open}
        onOpen={onChange && setOpen}
        onChange={(awake) => onChange?.({ ...rules, awake })}
      />
    </Card>
  );
}
