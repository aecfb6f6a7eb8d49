import { Checkbox, Input, Select } from "antd";
import { language, useWords } from "@/lib/language";
import { CHANNEL_NAMES, channelName } from "@/widgets/names";
import type { Draft } from "./experiments.draft";
import { Field } from "./fields";
import { PLAN } from "./plan.copy";

type By = NonNullable<Draft["held"]>["by"];

const BY: readonly By[] = ["channel", "campaign", "code", "creative"];

/** What the control is kept from: a channel or a campaign, which attribution sets beside its credit, or everything. */
export function ExperimentHeld({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const { fields } = useWords(PLAN);
  const chosen = language.use();
  const { held } = draft;
  return (
    <>
      <Field label={fields.held}>
        <span className="row nowrap">
          <Select<By | "">
            aria-label={fields.held}
            style={{ width: 150, flex: "none" }}
            value={held?.by ?? ""}
            onChange={(by) => onChange({ held: by ? { by, value: by === "channel" ? "wecom" : "" } : null })}
            options={[
              { value: "" as const, label: fields.heldNone },
              ...BY.map((value) => ({ value, label: fields.heldBy[value] })),
            ]}
          />
          {held?.by === "channel" && (
            <Select
              aria-label={fields.heldWhich}
              style={{ flex: 1, minWidth: 0 }}
              value={held.value}
              onChange={(value: string) => onChange({ held: { ...held, value } })}
              options={CHANNEL_NAMES.map((value) => ({ value, label: channelName(value, chosen) }))}
            />
          )}
          {held && held.by !== "channel" && (
            <Input
              aria-label={fields.heldWhich}
              placeholder={fields.heldWhich}
              value={held.value}
              maxLength={200}
              onChange={(event) => onChange({ held: { ...held, value: event.target.value } })}
            />
          )}
        </span>
      </Field>
      <Checkbox checked={draft.everything} onChange={(event) => onChange({ everything: event.target.checked })}>
        {fields.everything} <span className="second small">{fields.everythingHow}</span>
      </Checkbox>
    </>
  );
}
