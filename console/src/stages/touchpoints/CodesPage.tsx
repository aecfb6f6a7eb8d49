import { useWords } from "@/lib/language";
import { Count } from "@/ui/Figures";
import { Channel } from "@/widgets/Channel";
import { CodeDrawer } from "./CodeDrawer";
import { CodeForm } from "./CodeForm";
import { useCodes } from "./codes.api";
import { WORDS } from "./codes.copy";
import { Health } from "./Health";
import { Hooks } from "./Hooks";
import { StaffNames } from "./StaffNames";
import "./codes.css";

/** Who stands behind which code now, and does each still lead to somebody? */
export function CodesPage() {
  const words = useWords(WORDS);
  return (
    <Hooks
      words={words}
      kind="code"
      useFound={useCodes}
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
        { title: words.health, key: "health", render: (_, row) => <Health code={row} /> },
        { title: words.shownNow, key: "shown", render: (_, row) => <StaffNames ids={row.standing.shown} most={3} /> },
        { title: words.today, key: "today", align: "right", render: (_, row) => <Count value={row.adds_today} /> },
        { title: words.adds, key: "adds", align: "right", render: (_, row) => <Count value={row.adds} /> },
        { title: words.scans, key: "scans", align: "right", render: (_, row) => <Count value={row.scans} /> },
      ]}
      form={(close, made) => <CodeForm onClose={close} onMade={(code) => made(code.slug)} />}
      sheet={(code, close) => <CodeDrawer code={code} onClose={close} />}
    />
  );
}
