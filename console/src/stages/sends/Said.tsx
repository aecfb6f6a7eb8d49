import { useWords } from "@/lib/language";
import { Count } from "@/ui/Figures";
import { COMPOSING } from "./compose.copy";
import { Phone } from "./Phone";
import { type Send, useTags } from "./sends.api";

/** What is said, to whom it was meant, and who of them was left out and why. */
export function Said({ send }: { send: Send }) {
  const words = useWords(COMPOSING);
  const tags = useTags();
  const { audience, message, pick, senders, kind } = send.plan;
  const nameOf = (id: string) => tags.data?.find((one) => one.id === id)?.name ?? id;
  const groups = kind === "groups";
  const meant = [
    audience.everybody && (groups ? words.everyGroup : words.everybody),
    audience.segment && `${words.segment}：${audience.segment}`,
    audience.tags?.length && `${words.tags}：${audience.tags.map(nameOf).join("、")}`,
    audience.group_tags?.length && `${words.groupTags}：${audience.group_tags.join("、")}`,
    audience.staff?.length && `${groups ? words.ownersOf : words.ofStaff}：${audience.staff.join("、")}`,
    audience.listed && words.listed(audience.listed),
  ].filter(Boolean);
  return (
    <div className="sends-said">
      <dl className="facts">
        <dt>{words.toWhom}</dt>
        <dd>{meant.join(" · ")}</dd>
        {!groups && (
          <>
            <dt>{words.pick}</dt>
            <dd>{[words.picks[pick ?? "last_talked"], ...(senders ?? [])].join(" · ")}</dd>
          </>
        )}
        <dt>{words.leftOut}</dt>
        <dd>
          {send.left_out.length
            ? send.left_out.map((one) => (
                <div key={one.reason}>
                  {words.left[one.reason]} <Count value={one.people} />
                </div>
              ))
            : words.nobodyLeft}
        </dd>
      </dl>
      <Phone text={message.text ?? ""} attachments={message.attachments ?? []} />
    </div>
  );
}
