import { FileOutlined, LinkOutlined } from "@ant-design/icons";
import { useWords } from "@/lib/language";
import { COMPOSING } from "./compose.copy";
import type { Plan } from "./sends.api";

type Enclosed = NonNullable<Plan["message"]["attachments"]>[number];

/** How a customer's phone shows it. */
export function Phone({ text, attachments }: { text: string; attachments: readonly Enclosed[] }) {
  const words = useWords(COMPOSING);
  return (
    <figure className="sends-phone" aria-label={words.preview}>
      <small>{words.preview}</small>
      {!text && attachments.length === 0 && <div className="second small">{words.nothing}</div>}
      {text && <div className="bubble">{text}</div>}
      {attachments.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what an attachment is known by
        <div key={place} className="bubble card-like">
          {one.kind === "link" ? <LinkOutlined /> : <FileOutlined />} {one.title || `${words.file} #${one.media}`}
        </div>
      ))}
    </figure>
  );
}
