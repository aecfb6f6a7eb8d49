import { LinkOutlined, PictureOutlined, PlayCircleOutlined } from "@ant-design/icons";
import { useWords } from "@/lib/language";
import { COMPOSING } from "./compose.copy";
import type { Enclosed } from "./moments.api";
import { shownHere } from "./pictures";

/** How a customer's phone shows it: words first, then nine squares, a film, or a page. */
export function Phone({ text, attachments }: { text: string; attachments: readonly Enclosed[] }) {
  const words = useWords(COMPOSING);
  const pictures = attachments.filter((one) => one.kind === "image");
  const film = attachments.find((one) => one.kind === "video");
  const page = attachments.find((one) => one.kind === "link");
  return (
    <figure className="moments-phone" aria-label={words.preview}>
      <small>{words.preview}</small>
      <div className="post">
        <span className="face" aria-hidden="true" />
        <div className="said">
          <b>{words.me}</b>
          {!text && attachments.length === 0 && <p className="second small">{words.nothing}</p>}
          {text && <p>{text}</p>}
          {pictures.length > 0 && (
            <div className={pictures.length === 1 ? "squares one" : "squares"}>
              {pictures.map((one, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same picture may stand twice
                <Square key={place} one={one} label={words.picture(place + 1)} />
              ))}
            </div>
          )}
          {film && (
            <div className="film" role="img" aria-label={words.video}>
              <PlayCircleOutlined />
            </div>
          )}
          {page && (
            <div className="page">
              <Square one={page} label={words.cover} />
              <span>{page.title || page.url || words.noTitle}</span>
            </div>
          )}
          <span className="second small">{words.ago}</span>
        </div>
      </div>
    </figure>
  );
}

function Square({ one, label }: { one: Enclosed; label: string }) {
  const address = one.media ? shownHere(one.media) : undefined;
  if (address) return <img src={address} alt={label} />;
  return (
    <span className="square" role="img" aria-label={label}>
      {one.kind === "link" ? <LinkOutlined /> : <PictureOutlined />}
    </span>
  );
}
