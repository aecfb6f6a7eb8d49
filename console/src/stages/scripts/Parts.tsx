import { DeleteOutlined } from "@ant-design/icons";
import { Button, Input, Upload } from "antd";
import { inBase64 } from "@/lib/files";
import { useWords } from "@/lib/language";
import { type Part, pictureOf } from "@/widgets/scripts";
import { useAct } from "@/widgets/useAct";
import { act } from "./scripts.api";
import { WORDS } from "./scripts.copy";

const VARIABLES = ["客户称呼", "员工姓名"];
const MOST = 9;
const EMPTY = { text: "", title: "", url: "", picture: "" };

/** The messages of a script, one below the other. */
export function Parts({ parts, onChange }: { parts: Part[]; onChange: (parts: Part[]) => void }) {
  const words = useWords(WORDS);
  const upload = useAct({
    act: async (file: File) => act.picture(await inBase64(file)),
    after: ({ picture }) => onChange([...parts, { ...EMPTY, kind: "picture", picture }]),
  });
  const put = (place: number, change: Partial<Part>) =>
    onChange(parts.map((part, at) => (at === place ? { ...part, ...change } : part)));
  const add = (kind: "text" | "link") => onChange([...parts, { ...EMPTY, kind }]);
  const full = parts.length >= MOST;
  return (
    <div className="stack">
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place
        <div key={place} className="scripts-part">
          <One part={part} onChange={(change) => put(place, change)} />
          {parts.length > 1 && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={words.removePart}
              onClick={() => onChange(parts.filter((_, at) => at !== place))}
            />
          )}
        </div>
      ))}
      <div className="row scripts-add">
        <Button size="small" disabled={full} onClick={() => add("text")}>
          {words.addText}
        </Button>
        <Button size="small" disabled={full} onClick={() => add("link")}>
          {words.addLink}
        </Button>
        <Upload
          accept="image/png,image/jpeg,image/gif"
          showUploadList={false}
          beforeUpload={(file) => {
            upload.mutate(file);
            return false;
          }}
        >
          <Button size="small" disabled={full} loading={upload.isPending}>
            {words.addPicture}
          </Button>
        </Upload>
      </div>
    </div>
  );
}

function One({ part, onChange }: { part: Part; onChange: (change: Partial<Part>) => void }) {
  const words = useWords(WORDS);
  if (part.kind === "picture") return <img className="scripts-picture" src={pictureOf(part)} alt={words.picture} />;
  if (part.kind === "link")
    return (
      <div className="stack">
        <Input
          value={part.title}
          maxLength={120}
          placeholder={words.linkTitle}
          aria-label={words.linkTitle}
          onChange={(event) => onChange({ title: event.target.value })}
        />
        <Input
          value={part.url}
          maxLength={2000}
          placeholder={words.linkUrl}
          aria-label={words.link}
          onChange={(event) => onChange({ url: event.target.value })}
        />
      </div>
    );
  return (
    <div>
      <Input.TextArea
        value={part.text}
        maxLength={1300}
        showCount
        autoSize={{ minRows: 3, maxRows: 12 }}
        aria-label={words.said}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <div className="row scripts-add">
        <span className="second small">{words.variables}</span>
        {VARIABLES.map((name) => (
          <Button key={name} size="small" onClick={() => onChange({ text: `${part.text}{${name}}` })}>
            {`{${name}}`}
          </Button>
        ))}
      </div>
    </div>
  );
}
