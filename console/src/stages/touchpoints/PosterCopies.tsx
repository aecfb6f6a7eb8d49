import { CheckOutlined, DeleteOutlined, PlusOutlined, UserOutlined } from "@ant-design/icons";
import { App, Button, Input, Segmented, Upload } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { CodeSelect } from "./CodeSelect";
import { useGroupCodes } from "./groups.api";
import { act, type Poster, type PosterCopy, type PosterFormat } from "./posters.api";
import { WORDS } from "./posters.copy";

type Line = Omit<PosterCopy, "kind"> & { key: number };

const LINE: Omit<Line, "key"> = { staff: "", store: "", customer: "", slug: "" };

/** For whom a poster is drawn: one, or a list of staff as a zip. */
export function PosterCopies({ poster }: { poster: Poster }) {
  const words = useWords(WORDS);
  const { message } = App.useApp();
  const groups = useGroupCodes("").data?.pages.flatMap((page) => page.codes) ?? [];
  const [lines, setLines] = useState<Line[]>([{ ...LINE, key: 0 }]);
  const [format, setFormat] = useState<PosterFormat>("png");
  const render = useAct({
    act: (copies: PosterCopy[]) => act.render(poster, copies, format),
    done: words.drawn,
    after: (drawn: Blob) => save(drawn, `${poster.plan.name}.${lines.length > 1 ? "zip" : format}`),
  });
  const change = (key: number, how: Partial<Line>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...how } : line)));
  const draw = () => {
    if (lines.some((line) => !line.slug)) return void message.warning(words.needsCode);
    const isGroup = (slug: string) => groups.some((one) => one.slug === slug);
    render.mutate(lines.map(({ key: _, ...line }) => ({ ...line, kind: isGroup(line.slug) ? "group_code" : "code" })));
  };
  return (
    <section>
      <p className="second">{words.copiesWhy}</p>
      {lines.map((line) => (
        <div className={poster.plan.face ? "poster-copy with-face" : "poster-copy"} key={line.key}>
          {(["staff", "store", "customer"] as const).map((name) => (
            <Input
              key={name}
              maxLength={60}
              aria-label={words[name]}
              placeholder={words[name]}
              value={line[name]}
              onChange={(event) => change(line.key, { [name]: event.target.value })}
            />
          ))}
          {poster.plan.face && <Face face={line.face} onChange={(face) => change(line.key, { face })} />}
          <CodeSelect label={words.whose} value={line.slug} onChange={(slug) => change(line.key, { slug })} />
          <Button
            aria-label={words.removeCopy}
            icon={<DeleteOutlined />}
            disabled={lines.length === 1}
            onClick={() => setLines(lines.filter((one) => one.key !== line.key))}
          />
        </div>
      ))}
      <div className="row">
        <Button
          icon={<PlusOutlined />}
          disabled={lines.length >= 50}
          onClick={() => setLines([...lines, { ...LINE, key: Math.max(...lines.map((one) => one.key)) + 1 }])}
        >
          {words.addCopy}
        </Button>
        <Segmented
          value={format}
          onChange={setFormat}
          options={(["png", "pdf"] as const).map((value) => ({ value, label: words.formats[value] }))}
        />
        <Button type="primary" loading={render.isPending} onClick={draw}>
          {words.draw(lines.length)}
        </Button>
      </div>
    </section>
  );
}

const SIDE = 480;

/** A person's own picture: made small here, so that fifty of them are one request, and kept nowhere. */
function Face({ face, onChange }: { face?: string | null; onChange: (face: string | null) => void }) {
  const words = useWords(WORDS);
  const { message } = App.useApp();
  const take = async (file: File) => {
    try {
      onChange(await small(file));
    } catch {
      message.error(words.noFace);
    }
  };
  return (
    <Upload
      showUploadList={false}
      accept="image/png,image/jpeg,image/webp"
      beforeUpload={(file) => {
        void take(file);
        return Upload.LIST_IGNORE;
      }}
    >
      <Button icon={face ? <CheckOutlined /> : <UserOutlined />}>{words.face}</Button>
    </Upload>
  );
}

async function small(file: File): Promise<string> {
  const whole = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.min(whole.width, whole.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(whole.width * scale), Math.round(whole.height * scale)];
  canvas.getContext("2d")?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.85).split(",")[1] ?? "";
}

function save(drawn: Blob, name: string): void {
  const address = URL.createObjectURL(drawn);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
