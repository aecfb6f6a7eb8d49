import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { Channel } from "@/widgets/Channel";
import { EntryChip } from "./Entries";
import { Hooks } from "./Hooks";
import { LinkDrawer } from "./LinkDrawer";
import { LinkForm } from "./LinkForm";
import { standingOf, unwell } from "./links";
import { type Listed, useLinks } from "./links.api";
import { WORDS } from "./links.copy";

/** Which codes are out there, do they still work, and what do they bring? */
export function LinksPage() {
  const words = useWords(WORDS);
  return (
    <Hooks
      words={words}
      kind="link"
      useFound={useLinks}
      rowsOf={(page) => page.links}
      pathOf={(row) => `/s/${row.code}`}
      nameOf={(row) => row.name}
      columns={[
        { title: words.channel, key: "channel", render: (_, row) => row.channel && <Channel name={row.channel} /> },
        { title: words.campaign, dataIndex: "campaign", key: "campaign", responsive: ["lg"] },
        { title: words.state, key: "state", render: (_, row) => <State link={row} /> },
        { title: words.clicks, key: "sent", align: "right", render: (_, row) => <Count value={row.sent} /> },
        { title: words.adds, key: "adds", align: "right", render: (_, row) => <Count value={row.adds} /> },
        { title: words.robots, key: "robots", align: "right", render: (_, row) => <Count value={row.robots} /> },
        {
          title: words.last,
          key: "last",
          align: "right",
          render: (_, row) => (row.last_at ? <When at={row.last_at} /> : "–"),
        },
      ]}
      form={(close, made) => <LinkForm onClose={close} onMade={(link) => made(link.code)} />}
      sheet={(link, close) => <LinkDrawer link={link} onClose={close} />}
    />
  );
}

function State({ link }: { link: Listed }) {
  const words = useWords(WORDS);
  const standing = standingOf(link, new Date());
  const shut = standing === "open" && unwell(link.entries) !== undefined;
  return (
    <span className="link-states">
      {shut ? (
        <EntryChip entries={link.entries} />
      ) : (
        <Chip tone={standing === "open" ? "good" : "look"}>{words.states[standing]}</Chip>
      )}
      {link.has_password && <Chip tone="quiet">{words.locked}</Chip>}
    </span>
  );
}
