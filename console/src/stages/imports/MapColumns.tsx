import { useNavigate } from "@tanstack/react-router";
import { App, Button, Checkbox, Input, Progress, Segmented, Select, Upload } from "antd";
import { useEffect, useState } from "react";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { CHANNEL_NAMES, channelName } from "@/widgets/names";
import { ColumnTable } from "./ColumnTable";
import { columnsOf, headOf } from "./head";
import { act, sent, tried } from "./imports.api";
import { WORDS } from "./map.copy";
import { type Choices, documented, guessed, missing, RECORDS, type RecordKind } from "./mapping";
import { useTargetName } from "./useTargetName";

interface MapColumnsProps {
  id: number;
  file: string;
  columns: string[];
  /** Only where there is something to go back to. */
  onCancel: (() => void) | undefined;
}

/** A file that nobody knows, read because somebody says what its columns are. */
export function MapColumns({ id, file, columns, onCancel }: MapColumnsProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const name = useTargetName();
  const [held, setHeld] = useState(sent.get(id));
  const [record, setRecord] = useState<RecordKind>("order");
  const [platform, setPlatform] = useState("stores");
  const [totals, setTotals] = useState<"order" | "row">("order");
  const [title, setTitle] = useState(file.replace(/\.[^.]+$/, ""));
  const [keep, setKeep] = useState(true);
  const [choices, setChoices] = useState<Choices>(() => guessed(columns, "order"));
  const head = useHead(held);
  const lacking = missing(choices, record);
  const trial = useTrial();
  const change = (kind: RecordKind): void => {
    setRecord(kind);
    setChoices(guessed(columns, kind));
  };
  const go = (): void => {
    if (!held) return;
    void trial.run(held, documented({ title, record, platform, choices, totals }), keep);
  };
  return (
    <Card title={words.title}>
      <div className="stack">
        <p className="second">{words.why(file)}</p>
        <div className="row">
          <span className="second">{words.record}</span>
          <Segmented
            aria-label={words.record}
            value={record}
            onChange={change}
            options={RECORDS.map((value) => ({ value, label: words.records[value] ?? value }))}
          />
          <span className="second">{words.from}</span>
          <Select
            aria-label={words.from}
            showSearch={{ optionFilterProp: "label" }}
            value={platform}
            onChange={setPlatform}
            options={CHANNEL_NAMES.map((value) => ({ value, label: channelName(value, chosen) }))}
            style={{ width: 160 }}
          />
        </div>
        {record === "order" && (
          <div className="row">
            <span className="second">{words.totals}</span>
            <Segmented
              aria-label={words.totals}
              value={totals}
              onChange={setTotals}
              options={[
                { value: "order", label: words.order },
                { value: "row", label: words.row },
              ]}
            />
          </div>
        )}
        <ColumnTable
          columns={columnsOf(columns, head)}
          record={record}
          choices={choices}
          onChange={(column, target) => setChoices({ ...choices, [column]: target })}
        />
        {lacking.length > 0 && (
          <p className="warn" role="status">
            {words.missing(lacking.map((group) => group.map(name).join(words.or)).join("；"))}
          </p>
        )}
        <div className="row">
          <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
            {words.save}
          </Checkbox>
          {keep && (
            <Input
              value={title}
              aria-label={words.named}
              placeholder={words.named}
              onChange={(event) => setTitle(event.target.value)}
              style={{ width: 220 }}
            />
          )}
        </div>
        {!held && (
          <Upload
            showUploadList={false}
            beforeUpload={(again) => {
              setHeld(again);
              return false;
            }}
          >
            <Button>{words.file}</Button>
          </Upload>
        )}
        {trial.share === null ? (
          <div className="row">
            <Button type="primary" disabled={!held || lacking.length > 0} onClick={go}>
              {words.try}
            </Button>
            {onCancel && (
              <Button type="text" onClick={onCancel}>
                {words.cancel}
              </Button>
            )}
          </div>
        ) : (
          <Progress percent={Math.round(trial.share * 100)} aria-label={words.sending} />
        )}
      </div>
    </Card>
  );
}

function useHead(file: File | undefined): string[][] {
  const [head, setHead] = useState<string[][]>([]);
  useEffect(() => {
    if (file) void headOf(file).then(setHead);
  }, [file]);
  return head;
}

/** Sends the file again with the mapping, and goes to what that comes to. */
function useTrial() {
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [share, setShare] = useState<number | null>(null);
  const run = async (file: File, mapping: ReturnType<typeof documented>, keep: boolean): Promise<void> => {
    setShare(0);
    try {
      if (keep) await act.save(mapping);
      const id = await tried({ file, mapping, progress: setShare });
      await navigate({ to: "/imports/$id", params: { id: String(id) }, replace: true });
    } catch (error) {
      setShare(null);
      void message.error(explained(error, language.get()), 6);
    }
  };
  return { share, run };
}
