import { DeleteOutlined, LinkOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Form, Input, Upload } from "antd";
import { inBase64 } from "@/lib/files";
import { copy, useWords } from "@/lib/language";
import { useAct } from "./useAct";
import "./attachments.css";

const MOST = 9;
const MOST_TITLE_BYTES = 128;
const WORDS = copy(
  {
    attach: "附件",
    addLink: "加网页",
    addFile: "加图片、视频或文件",
    linkTitle: "标题",
    titleTooLong: "标题超过企业微信的 128 字节了（一个汉字算三个）",
    linkUrl: "网址",
    remove: "移除",
  },
  {
    attach: "Attachments",
    addLink: "Add a page",
    addFile: "Add a picture, film or file",
    linkTitle: "Title",
    titleTooLong: "The title has more than WeCom's 128 bytes (a Chinese character has three)",
    linkUrl: "Address",
    remove: "Remove",
  },
);

/** What a message brings: a page by its address, or a file by its number. */
interface Enclosed {
  kind: string;
  media?: number | null;
  title?: string;
  url?: string;
}

/** A file to be kept, its content in base64. */
export interface Brought {
  kind: "image" | "video" | "file";
  filename: string;
  content: string;
}

interface AttachmentsFieldProps {
  hint: string;
  /** How many there may be: nine in a message. */
  most?: number;
  keep: (file: Brought) => Promise<{ id: number; kind: string; filename: string }>;
}

/** The form's ``attachments``: pages by their address, and files that are kept until they are needed. */
export function AttachmentsField({ hint, most = MOST, keep }: AttachmentsFieldProps) {
  const words = useWords(WORDS);
  const form = Form.useFormInstance();
  const held: Enclosed[] = Form.useWatch("attachments", { form, preserve: true }) ?? [];
  const bring = useAct({
    act: async (file: File) => keep({ kind: kindOf(file), filename: file.name, content: await inBase64(file) }),
    after: (made) =>
      form.setFieldValue("attachments", [...held, { kind: made.kind, media: made.id, title: made.filename }]),
  });
  return (
    <Form.Item label={words.attach} extra={hint}>
      <Form.List name="attachments">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="attached">
                {held[name]?.kind === "link" ? (
                  <>
                    <Form.Item
                      name={[name, "title"]}
                      messageVariables={{ label: words.linkTitle }}
                      rules={[{ required: true }, { validator: (_, title) => short(title, words.titleTooLong) }]}
                      noStyle
                    >
                      <Input placeholder={words.linkTitle} aria-label={words.linkTitle} />
                    </Form.Item>
                    <Form.Item
                      name={[name, "url"]}
                      messageVariables={{ label: words.linkUrl }}
                      rules={[{ required: true, type: "url" }]}
                      noStyle
                    >
                      <Input placeholder="https://" aria-label={words.linkUrl} />
                    </Form.Item>
                  </>
                ) : (
                  <span className="ellipsis attached-file">{held[name]?.title || held[name]?.kind}</span>
                )}
                <Button type="text" icon={<DeleteOutlined />} aria-label={words.remove} onClick={() => remove(name)} />
              </div>
            ))}
            {fields.length < most && (
              <div className="row">
                <Button
                  size="small"
                  icon={<LinkOutlined />}
                  onClick={() => add({ kind: "link", title: "", url: "" } satisfies Enclosed)}
                >
                  {words.addLink}
                </Button>
                <Upload
                  showUploadList={false}
                  beforeUpload={(file) => {
                    bring.mutate(file);
                    return false;
                  }}
                >
                  <Button size="small" icon={<UploadOutlined />} loading={bring.isPending}>
                    {words.addFile}
                  </Button>
                </Upload>
              </div>
            )}
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}

function kindOf(file: File): Brought["kind"] {
  if (/^image\/(png|jpeg)$/.test(file.type)) return "image";
  return file.type === "video/mp4" ? "video" : "file";
}

function short(title: string | undefined, why: string): Promise<void> {
  const bytes = new TextEncoder().encode(title ?? "").length;
  return bytes <= MOST_TITLE_BYTES ? Promise.resolve() : Promise.reject(new Error(why));
}
