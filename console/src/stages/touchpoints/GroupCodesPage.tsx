import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Channel } from "@/widgets/Channel";
import { GroupCodeDrawer } from "./GroupCodeDrawer";
import { GroupCodeForm } from "./GroupCodeForm";
import { GroupHealth, useGroupNames } from "./GroupHealth";
import { type GroupCode, useGroupCodes } from "./groups.api";
import { WORDS } from "./groups.copy";
import { Hooks } from "./Hooks";
import "./codes.css";

/** Into which group does each code lead now, and how many may still join? */
export function GroupCodesPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const nameOf = useGroupNames();
  return (
    <Hooks
      words={words}
      kind="group_code"
      useFound={useGroupCodes}
      rowsOf={(page) => page.codes}
      pathOf={(row) => `/p/${row.slug}`}
      nameOf={(row) => row.plan.name}
      columns={[
        {
          title: words.channel,
          key: "channel",
          responsive: ["lg"],
          render: (_, row) => row.plan.channel && <Channel name={row.plan.channel} />,
        },
        { title: words.health, key: "health", render: (_, row) => <GroupHealth code={row} /> },
        {
          title: words.shownNow,
          key: "shown",
          render: (_, row) => row.shown.map(nameOf).join("、") || <span className="second">{words.nobodyYet}</span>,
        },
        { title: words.room, key: "room", align: "right", render: (_, row) => count(roomOf(row), chosen) },
      ]}
      form={(close, made) => <GroupCodeForm onClose={close} onMade={(code) => made(code.slug)} />}
      sheet={(code, close) => <GroupCodeDrawer code={code} onClose={close} />}
    />
  );
}

/** How many people may still join the groups behind a code, as far as their sizes are known. */
export function roomOf({ plan, found, sizes }: Pick<GroupCode, "plan" | "found" | "sizes">): number {
  const most = plan.most ?? 200;
  return [...plan.groups, ...found].reduce((room, group) => room + Math.max(0, most - (sizes[group] ?? most)), 0);
}
