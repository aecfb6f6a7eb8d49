import { Tooltip } from "antd";
import { copy, language, useWords } from "@/lib/language";
import { exact, reading, until } from "@/lib/moments";

const WORDS = copy({ zone: "北京时间" }, { zone: "Beijing time" });

/** A moment for reading; the exact one with its zone on hover. */
export function When({ at }: { at: string | number | null | undefined }) {
  const chosen = language.use();
  const words = useWords(WORDS);
  if (at === null || at === undefined) return <span className="second">–</span>;
  return (
    <Tooltip title={`${exact(at)} ${words.zone}`}>
      <time dateTime={new Date(at).toISOString()} style={{ whiteSpace: "nowrap" }}>
        {reading(at, Date.now(), chosen)}
      </time>
    </Tooltip>
  );
}

/** A moment up to which something holds: by the clock, for what is left of it is not "a moment ago". */
export function Until({ at }: { at: string | number | null | undefined }) {
  if (at === null || at === undefined) return <span className="second">–</span>;
  return (
    <time dateTime={new Date(at).toISOString()} style={{ whiteSpace: "nowrap" }}>
      {until(at, Date.now())}
    </time>
  );
}
