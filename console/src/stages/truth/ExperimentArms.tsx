import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { ARMS_MOST, type Draft, evened, left } from "./experiments.draft";
import { PLAN } from "./plan.copy";

/** What is compared: the control first, each arm with its share of people. */
export function ExperimentArms({ draft, onChange }: { draft: Draft; onChange: (arms: Draft["arms"]) => void }) {
  const words = useWords(PLAN);
  const { fields } = words;
  const { arms } = draft;
  const rest = left(draft);
  const put = (place: number, change: Partial<Draft["arms"][number]>): void =>
    onChange(arms.map((arm, at) => (at === place ? { ...arm, ...change } : arm)));
  const add = (): void => onChange(evened([...arms, { name: `${fields.treatment} ${arms.length}`, share: 0 }]));
  return (
    <fieldset className="plan-part">
      <legend className="small second">{fields.arms}</legend>
      {arms.map((arm, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an arm's name is typed just now; its place is its key
        <div key={`${place}/${arms.length}`} className="row nowrap">
          <Input
            aria-label={fields.armName(place + 1)}
            value={arm.name}
            maxLength={60}
            status={arm.name.trim() ? undefined : "warning"}
            suffix={place ? undefined : <Chip tone="quiet">{fields.isControl}</Chip>}
            onChange={(event) => put(place, { name: event.target.value })}
          />
          <InputNumber
            aria-label={fields.armShare(arm.name)}
            value={arm.share}
            min={0.01}
            max={99.99}
            suffix="%"
            style={{ width: 110, flex: "none" }}
            onChange={(share) => share !== null && put(place, { share: Number(share) })}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={fields.removeArm(arm.name)}
            disabled={arms.length < 3 || !place}
            onClick={() => onChange(evened(arms.filter((_, at) => at !== place)))}
          />
        </div>
      ))}
      <div className="row between">
        <Button type="text" size="small" icon={<PlusOutlined />} disabled={arms.length >= ARMS_MOST} onClick={add}>
          {fields.addArm}
        </Button>
        <span className={rest < 0 ? "lack" : "small second"}>{rest < 0 ? words.lacks.shares : fields.rest(rest)}</span>
      </div>
    </fieldset>
  );
}
