import { DeleteOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Form, Upload } from "antd";
import { inBase64 } from "@/lib/files";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { COMPOSING } from "./compose.copy";
import { PICTURES } from "./composing";
import { act, type Enclosed, useAccounts } from "./moments.api";
import { rememberPicture } from "./pictures";

interface FileFieldProps {
  /** Given by the form. */
  value?: Enclosed | Enclosed[];
  onChange?: (value: Enclosed | Enclosed[] | undefined) => void;
  kind: "image" | "video";
  many?: boolean;
  children: string;
}

/** Files that are kept until the moment starts: one, or as many pictures as a moment shows. */
export function FileField({ value, onChange, kind, many = false, children }: FileFieldProps) {
  const words = useWords(COMPOSING);
  const accounts = useAccounts();
  const account: string = Form.useWatch("account") ?? accounts.data?.[0]?.name ?? "";
  const held = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const give = (next: Enclosed[]) => onChange?.(many ? next : next[0]);
  const bring = useAct({
    act: async (files: File[]) => {
      const made: Enclosed[] = [];
      for (const file of files) {
        const one = await act.addMedia({ account, kind, filename: file.name, content: await inBase64(file) });
        rememberPicture(one.id, file);
        made.push({ kind, media: one.id, title: one.filename, url: "" });
      }
      return made;
    },
    after: (made) => give(many ? [...held, ...made].slice(0, PICTURES) : made.slice(-1)),
  });
  return (
    <div className="moments-files">
      {held.map((one, place) => (
        <span key={one.media} className="row nowrap">
          <span className="ellipsis">{one.title}</span>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${words.remove} ${one.title}`}
            onClick={() => give(held.filter((_, other) => other !== place))}
          />
        </span>
      ))}
      {(held.length === 0 || (many && held.length < PICTURES)) && (
        <Upload
          showUploadList={false}
          multiple={many}
          accept={kind === "image" ? "image/png,image/jpeg" : "video/mp4"}
          beforeUpload={(file, all) => {
            if (file === all.at(-1)) bring.mutate(all);
            return false;
          }}
        >
          <Button size="small" icon={<UploadOutlined />} loading={bring.isPending}>
            {children}
          </Button>
        </Upload>
      )}
    </div>
  );
}
