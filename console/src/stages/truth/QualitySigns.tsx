import type { Shapes } from "@/api/client";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { channelName } from "@/widgets/names";
import type { Class, Line } from "./QualityPage";
import { QUALITY } from "./quality.copy";

const SIGNS = ["burst", "shared_device", "left_soon", "never_back"] as const;
const CLASSES: readonly Class[] = ["active", "silent", "fake"];

interface SignsProps {
  channels: Line[];
  classes: Shapes["QualityResult"]["classes"];
}

/** What speaks for nobody being there: how the model sees each class, and how often each sign shows in each channel. */
export function QualitySigns({ channels, classes }: SignsProps) {
  const words = useWords(QUALITY);
  const chosen = language.use();
  const most = Math.max(0.0001, ...channels.flatMap((line) => SIGNS.map((sign) => line.signs[sign]?.value ?? 0)));
  return (
    <div className="columns quality-columns">
      <Card
        flush
        title={
          <>
            {words.signsAll}
            <Info>{words.signsHow}</Info>
          </>
        }
      >
        <table className="heat">
          <thead>
            <tr>
              <th>{words.sign}</th>
              {CLASSES.map((name) => (
                <th key={name} className="number">
                  {words[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {SIGNS.map((sign) => (
              <tr key={sign}>
                <th scope="row">{words.signs[sign]}</th>
                {CLASSES.map((name) => (
                  <td key={name} className="number">
                    {percent(classes[name]?.signs[sign])}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{words.perDay}</th>
              {CLASSES.map((name) => (
                <td key={name} className="number">
                  {(classes[name]?.interactions_a_day ?? 0).toFixed(2)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </Card>
      <Card flush title={words.more}>
        <table className="heat">
          <thead>
            <tr>
              <th>{words.channel}</th>
              {SIGNS.map((sign) => (
                <th key={sign} className="number">
                  {words.signs[sign]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {channels.map((line) => (
              <tr key={line.channel}>
                <th scope="row">{channelName(line.channel, chosen)}</th>
                {SIGNS.map((sign) => {
                  const part = line.signs[sign];
                  const depth = Math.round(((part?.value ?? 0) / most) * 34);
                  return (
                    <td
                      key={sign}
                      className="number"
                      style={{ background: `color-mix(in srgb, var(--danger) ${depth}%, transparent)` }}
                      title={part && `${count(part.numerator, chosen)} / ${count(part.denominator, chosen)}`}
                    >
                      {percent(part?.value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </div>
  );
}
