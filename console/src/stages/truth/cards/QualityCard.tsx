import { language } from "@/lib/language";
import { count } from "@/lib/numbers";
import type { CardProps } from "@/widgets/cards";
import { channelName } from "@/widgets/names";
import { QualityMix } from "../QualityMix";
import "../truth.css";

/** Who is there of those whom each channel brought, on a board: the largest channels, each a bar of three. */
export function QualityCard({ result, height }: CardProps<"channel_quality">) {
  const chosen = language.use();
  const most = height > 300 ? 8 : 5;
  const shown = result.channels.toSorted((a, b) => b.arrivals - a.arrivals).slice(0, most);
  return (
    <ul className="quality-card">
      {shown.map((line) => (
        <li key={line.channel}>
          <span className="ellipsis">{channelName(line.channel, chosen)}</span>
          <span className="number">{count(line.arrivals, chosen)}</span>
          <QualityMix line={line} onPick={undefined} />
        </li>
      ))}
    </ul>
  );
}
