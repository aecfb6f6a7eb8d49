import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import type { CardProps } from "@/widgets/cards";
import { channelName } from "@/widgets/names";
import { Counted, OpensPlace } from "../Counted";
import { QualityMix } from "../QualityMix";
import { QUALITY } from "../quality.copy";
import "../truth.css";

/** Who is there of those whom each channel brought, on a board: the largest channels, each a bar of three. */
export function QualityCard({ result, height, open }: CardProps<"channel_quality">) {
  const words = useWords(QUALITY);
  const chosen = language.use();
  const most = height > 300 ? 8 : 5;
  const shown = result.channels.toSorted((a, b) => b.arrivals - a.arrivals).slice(0, most);
  return (
    <OpensPlace value={open}>
      <ul className="quality-card">
        {shown.map((line) => (
          <li key={line.channel}>
            <span className="ellipsis">{channelName(line.channel, chosen)}</span>
            <span className="number">
              <Counted
                cell={{ what: "arrivals", group: line.channel }}
                people={line.arrivals}
                title={`${channelName(line.channel, chosen)} · ${words.arrivals}`}
              >
                {count(line.arrivals, chosen)}
              </Counted>
            </span>
            <QualityMix line={line} onPick={undefined} />
          </li>
        ))}
      </ul>
    </OpensPlace>
  );
}
