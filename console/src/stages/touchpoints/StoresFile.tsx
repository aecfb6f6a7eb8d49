import { UploadOutlined } from "@ant-design/icons";
import { Alert, Button, Select, Upload } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, type Brought, type Datum, STORE_CODES, STORES } from "./stores.api";
import { WORDS } from "./stores.copy";

/** A file of stores: what would become of it is told before anything is written. */
export function StoresFile() {
  const words = useWords(WORDS);
  const [datum, setDatum] = useState<Datum>("gcj02");
  const [file, setFile] = useState<string>();
  const [would, setWould] = useState<Brought>();
  const ask = useAct({
    act: (chosen: string) => act.bring({ file: chosen, datum, dry: true }),
    after: (told, chosen) => {
      setFile(chosen);
      setWould(told);
    },
  });
  const bring = useAct({
    act: (chosen: string) => act.bring({ file: chosen, datum, dry: false }),
    stale: [STORES, STORE_CODES],
    done: (told: Brought) => words.became(told.made, told.changed),
    after: () => {
      setFile(undefined);
      setWould(undefined);
    },
  });
  const take = async (chosen: File) => {
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    ask.mutate(btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join("")));
  };
  return (
    <section className="stack" style={{ marginBottom: 20 }}>
      <div className="row">
        <Select
          aria-label={words.datum}
          value={datum}
          onChange={(chosen) => {
            setDatum(chosen);
            setWould(undefined);
          }}
          options={(["gcj02", "wgs84", "bd09"] as const).map((value) => ({ value, label: words.datums[value] }))}
        />
        <Upload
          showUploadList={false}
          accept=".csv,text/csv"
          beforeUpload={(chosen) => {
            void take(chosen);
            return Upload.LIST_IGNORE;
          }}
        >
          <Button icon={<UploadOutlined />} loading={ask.isPending}>
            {words.bring}
          </Button>
        </Upload>
      </div>
      <span className="second">{words.bringWhy}</span>
      {would && (
        <Alert
          type={would.problems.length ? "warning" : "info"}
          showIcon
          title={words.would(would.made, would.changed, would.unchanged)}
          description={<Problems would={would} />}
          action={
            file &&
            would.made + would.changed > 0 && (
              <Button type="primary" loading={bring.isPending} onClick={() => bring.mutate(file)}>
                {words.doBring}
              </Button>
            )
          }
        />
      )}
    </section>
  );
}

function Problems({ would }: { would: Brought }) {
  const words = useWords(WORDS);
  if (would.problems.length === 0) return null;
  return (
    <>
      <p>{words.problems(would.problems.length)}</p>
      <ul>
        {would.problems.slice(0, 20).map((one) => (
          <li key={`${one.line}-${one.store}`}>
            <b>{words.problemAt(one.line, one.store)}</b> {one.why}
          </li>
        ))}
      </ul>
    </>
  );
}
