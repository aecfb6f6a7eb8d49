import { Form, Input, Segmented } from "antd";
import { useWords } from "@/lib/language";
import { COMPOSING } from "./compose.copy";
import { BYTES, CHARACTERS, type Fields, sizeOf } from "./composing";
import { FileField } from "./FileField";

const KINDS: Fields["brings"][] = ["nothing", "pictures", "video", "link"];

/** The words, and what stands below them: nine pictures, or one film, or one page. */
export function ContentFields() {
  const words = useWords(COMPOSING);
  const { characters, bytes } = sizeOf(Form.useWatch("text") ?? "");
  const brings: Fields["brings"] = Form.useWatch("brings") ?? "nothing";
  const held = (Form.useWatch("pictures") ?? []).length;
  const within = (_: unknown, value?: string) => {
    const size = sizeOf(value ?? "");
    return size.characters <= CHARACTERS && size.bytes <= BYTES
      ? Promise.resolve()
      : Promise.reject(new Error(words.tooLong));
  };
  return (
    <>
      <Form.Item
        name="text"
        label={words.text}
        extra={words.textHint(characters, bytes)}
        rules={[{ validator: within }]}
      >
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 14 }} />
      </Form.Item>
      <Form.Item name="brings" label={words.brings}>
        <Segmented options={KINDS.map((value) => ({ value, label: words.kinds[value] }))} />
      </Form.Item>
      {brings === "pictures" && (
        <Form.Item name="pictures">
          <FileField kind="image" many>
            {words.addPicture(held)}
          </FileField>
        </Form.Item>
      )}
      {brings === "video" && (
        <Form.Item name="video">
          <FileField kind="video">{words.addVideo}</FileField>
        </Form.Item>
      )}
      {brings === "link" && (
        <div className="moments-fields">
          <Form.Item name={["link", "title"]} label={words.linkTitle} rules={[{ required: true, max: 60 }]}>
            <Input />
          </Form.Item>
          <Form.Item name={["link", "url"]} label={words.linkUrl} rules={[{ required: true, type: "url" }]}>
            <Input placeholder="https://" />
          </Form.Item>
          <Form.Item
            name={["link", "picture"]}
            label={words.cover}
            rules={[{ required: true, message: words.coverNeeded }]}
          >
            <FileField kind="image">{words.addCover}</FileField>
          </Form.Item>
        </div>
      )}
    </>
  );
}
