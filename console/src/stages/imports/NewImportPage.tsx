import { InboxOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { App, Button, Progress, Upload } from "antd";
import { useRef, useState } from "react";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Answer } from "@/widgets/Answer";
import { channelName } from "@/widgets/names";
import { type Mapping, tried, useMappings } from "./imports.api";
import { WORDS } from "./imports.copy";
import "./imports.css";

/** Which file? It is only tried; the next screen says what would come in. */
export function NewImportPage() {
  const words = useWords(WORDS);
  const mappings = useMappings();
  return (
    <Page title={words.new} answer={words.privacy} tools={<Link to="/imports">{words.back}</Link>}>
      <Card>
        <Sending />
      </Card>
      <Card title={words.formats}>
        <p className="second" style={{ marginBottom: 12 }}>
          {words.formatsWhy}
        </p>
        <Answer query={mappings} loading={160}>
          {(known) => <Formats known={known} />}
        </Answer>
      </Card>
    </Page>
  );
}

function Sending() {
  const words = useWords(WORDS);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [going, setGoing] = useState<{ file: string; share: number } | null>(null);
  const stop = useRef<AbortController>(null);
  const send = async (file: File): Promise<void> => {
    stop.current = new AbortController();
    const progress = (share: number): void => setGoing({ file: file.name, share });
    progress(0);
    try {
      const id = await tried({ file, progress, signal: stop.current.signal });
      await navigate({ to: "/imports/$id", params: { id: String(id) } });
    } catch (error) {
      setGoing(null);
      const cancelled = error instanceof DOMException && error.name === "AbortError";
      if (!cancelled) void message.error(explained(error, language.get()), 6);
    }
  };
  if (going)
    return (
      <div className="sending">
        <p>{words.sending(going.file)}</p>
        <Progress percent={Math.round(going.share * 100)} />
        <Button onClick={() => stop.current?.abort()}>{words.cancel}</Button>
      </div>
    );
  return (
    <Upload.Dragger
      accept=".csv,.tsv,.txt,.xlsx,.xls,.gz,.zip"
      showUploadList={false}
      beforeUpload={(file) => {
        void send(file);
        return false;
      }}
    >
      <p className="drop-icon">
        <InboxOutlined />
      </p>
      <p>
        <b>{words.drop}</b>
      </p>
      <p className="second small">{words.dropWhy}</p>
    </Upload.Dragger>
  );
}

function Formats({ known }: { known: Mapping[] }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <ul className="formats">
      {known.map((one) => (
        <li key={one.name}>
          <span>{one.title || one.name}</span>
          <span className="row tight">
            <Chip tone="quiet">{channelName(one.platform, chosen)}</Chip>
            <Chip tone="quiet">{words.records[one.record] ?? one.record}</Chip>
            {one.saved_at && <Chip>{words.saved}</Chip>}
          </span>
        </li>
      ))}
    </ul>
  );
}
