import { Form, Input } from "antd";
import { useWords } from "@/lib/language";
import { AttachmentsField } from "@/widgets/AttachmentsField";
import { bytesOf } from "./codes";
import { act } from "./codes.api";
import { WORDS } from "./codes.copy";

const MOST = 4000;

/** The welcome, and beside it how a customer's phone shows it; its files are kept with the account that sends it. */
export function WelcomeField({ account }: { account: string }) {
  const words = useWords(WORDS);
  const said: string = Form.useWatch("welcome") ?? "";
  const brings: { kind: string; title?: string; url?: string }[] = Form.useWatch("attachments") ?? [];
  const within = (_: unknown, value?: string) =>
    bytesOf(value ?? "") <= MOST ? Promise.resolve() : Promise.reject(new Error(words.tooLong));
  return (
    <div className="code-greeting">
      <div>
        <Form.Item
          name="welcome"
          label={words.welcome}
          extra={words.bytes(bytesOf(said))}
          rules={[{ validator: within }]}
        >
          <Input.TextArea autoSize={{ minRows: 6, maxRows: 14 }} />
        </Form.Item>
        <AttachmentsField hint={words.bringsWhy} keep={(file) => act.addMedia({ account, ...file })} />
      </div>
      <figure className="phone" aria-label={words.preview}>
        <small>{words.preview}</small>
        {said && (
          <div className="says">
            <span className="face">活</span>
            <div className="bubble">{said}</div>
          </div>
        )}
        {brings.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is brought is known by its place
          <div key={place} className="says">
            <span className="face">活</span>
            <div className="bubble brought">
              <small>{words.kinds[one?.kind ?? ""]}</small>
              {one?.title || one?.url}
            </div>
          </div>
        ))}
        {!said && brings.length === 0 && <div className="nothing">{words.noWelcome}</div>}
      </figure>
    </div>
  );
}
