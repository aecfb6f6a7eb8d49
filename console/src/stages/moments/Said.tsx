import { useWords } from "@/lib/language";
import { Count } from "@/ui/Figures";
import { useUnits } from "@/widgets/units";
import { COMPOSING } from "./compose.copy";
import { type Moment, useTags } from "./moments.api";
import { Phone } from "./Phone";

/** What is said, who publishes it, whose customers may see it, and who could not when it was planned. */
export function Said({ moment }: { moment: Moment }) {
  const words = useWords(COMPOSING);
  const tags = useTags();
  const units = useUnits();
  const { plan } = moment;
  const nameOf = (id: string) => tags.data?.find((one) => one.id === id)?.name ?? id;
  const who = [
    plan.everybody && words.publishing.everybody,
    plan.staff?.length && plan.staff.join("、"),
    plan.units?.length && plan.units.map((code) => units.get(code) ?? code).join("、"),
  ].filter(Boolean);
  return (
    <div className="moments-said">
      <dl className="facts">
        <dt>{words.who}</dt>
        <dd>{who.join(" · ")}</dd>
        <dt>{words.tags}</dt>
        <dd>{plan.tags?.length ? plan.tags.map(nameOf).join("、") : words.anyTag}</dd>
        <dt>{words.couldSee}</dt>
        <dd>
          <Count value={moment.people} />
        </dd>
        <dt>{words.hidden}</dt>
        <dd>
          {moment.hidden.length
            ? moment.hidden.map((one) => (
                <div key={one.reason}>
                  {words.whys[one.reason]} <Count value={one.people} />
                </div>
              ))
            : words.nobodyHidden}
        </dd>
      </dl>
      <Phone text={plan.text ?? ""} attachments={plan.attachments ?? []} />
    </div>
  );
}
