import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { CopyButton } from "@/ui/Code";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { Channel } from "@/widgets/Channel";
import { Hooks } from "./Hooks";
import { PageForm } from "./PageForm";
import { usePages } from "./pages.api";
import { WORDS } from "./pages.copy";
import "./codes.css";

/** Which pages are out there, and who opens them? */
export function PagesPage() {
  const words = useWords(WORDS);
  return (
    <Hooks
      words={words}
      kind="page"
      useFound={usePages}
      rowsOf={(page) => page.pages}
      pathOf={(row) => `/p/${row.slug}`}
      nameOf={(row) => row.plan.name}
      columns={[
        {
          title: words.channel,
          key: "channel",
          render: (_, row) => row.plan.channel && <Channel name={row.plan.channel} />,
        },
        {
          title: words.state,
          key: "state",
          render: (_, { plan }) => (
            <Chip tone={plan.paused ? "quiet" : "good"}>{plan.paused ? words.isPaused : words.open}</Chip>
          ),
        },
        { title: words.views, key: "views", align: "right", render: (_, row) => <Count value={row.views} /> },
        { title: words.visitors, key: "visitors", align: "right", render: (_, row) => <Count value={row.visitors} /> },
        { title: words.robots, key: "robots", align: "right", render: (_, row) => <Count value={row.robots} /> },
        { title: words.changedAt, key: "changed", align: "right", render: (_, row) => <When at={row.changed_at} /> },
        {
          key: "copy",
          align: "right",
          render: (_, row) => <CopyButton text={row.address} label={words.copyAddress} />,
        },
      ]}
      form={(close, made) => <PageForm onClose={close} onMade={(page) => made(page.slug)} />}
      sheet={(page, close) => <PageForm key={page.slug} page={page} onClose={close} />}
    />
  );
}
