import { language, useWords } from "@/lib/language";
import { count, percent, yuan, yuanShort } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Counted } from "./Counted";
import { FORECAST } from "./forecast.copy";
import type { Bands } from "./truth.api";

interface TenthsProps {
  tenths: Bands["tenths"];
  days: number;
  /** Whether the model tells who left for good; where it does not, nothing is said of that. */
  alive: boolean;
}

/** How what is expected is spread over people, in tenths. */
export function ForecastTenths({ tenths, days, alive }: TenthsProps) {
  const own = useWords(FORECAST);
  const all = Math.max(
    1,
    tenths.reduce((sum, one) => sum + one.value_fen, 0),
  );
  const top = tenths[0];
  return (
    <Card
      title={
        <>
          {own.tenths}
          <Info>{own.tenthsHow}</Info>
        </>
      }
      extra={top && <span className="second small">{own.topTenth(percent(top.value_fen / all))}</span>}
      flush
    >
      <TenthsTable tenths={tenths} days={days} alive={alive} />
    </Card>
  );
}

/** A table of tenths; on a board, where there is less room, without its bars and without who is still there. */
export function TenthsTable({ tenths, days, alive, brief = false }: TenthsProps & { brief?: boolean }) {
  const own = useWords(FORECAST);
  const chosen = language.use();
  const most = Math.max(1, ...tenths.map((one) => one.value_fen));
  return (
    <table className="heat">
      <thead>
        <tr>
          <th>{own.tenth}</th>
          <th className="number">{own.people}</th>
          <th className="number">{own.value(days)}</th>
          {!brief && <th />}
          <th className="number">{own.least}</th>
          {alive && !brief && <th className="number">{own.alive}</th>}
          <th className="number">{own.paid}</th>
        </tr>
      </thead>
      <tbody>
        {tenths.map((one) => (
          <tr key={one.tenth}>
            <th scope="row">{own.place(one.tenth)}</th>
            <td className="number">
              <Counted cell={one.cells.people} people={one.people} title={own.place(one.tenth)}>
                {count(one.people, chosen)}
              </Counted>
            </td>
            <td className="number" title={yuan(Math.round(one.value_fen))}>
              {yuanShort(Math.round(one.value_fen), chosen)}
            </td>
            {!brief && (
              <td style={{ width: "28%", minWidth: 88 }}>
                <span className="meter" style={{ display: "block" }}>
                  <i style={{ width: `${(one.value_fen / most) * 100}%` }} />
                </span>
              </td>
            )}
            <td className="number">{yuan(Math.round(one.least_fen))}</td>
            {alive && !brief && <td className="number">{percent(one.alive)}</td>}
            <td className="number">{yuanShort(one.paid_fen, chosen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
