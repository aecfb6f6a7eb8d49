import { Button, Input, Segmented, Select } from "antd";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Go } from "@/widgets/Go";
import { More } from "@/widgets/More";
import { platformName } from "@/widgets/names";
import { useUrl } from "@/widgets/useUrl";
import { LeadDrawer } from "./LeadDrawer";
import { LeadList } from "./LeadList";
import { type Brought, exportOf, type LeadState, STATES, useBrought, useLeads } from "./leads.api";
import { WORDS } from "./leads.copy";
import "./leads.css";

type Place = { state: LeadState; platform: string; account: string; q: string; lead: number };

/** Who left their number, from where, and did anybody call? */
export function LeadsPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const [url, go] = useUrl<Place>();
  const brought = useBrought();
  const query = useLeads(url);
  const rows = query.data?.pages.flatMap((page) => page.leads) ?? [];
  const all = sum(brought.data ?? []);
  const fresh = sum(brought.data ?? [], "new");
  const filtered = Boolean(url.state || url.platform || url.account || url.q);
  const file = may("people.export") && all > 0 && (
    <Button href={exportOf(url)} download="leads.csv">
      {words.export}
    </Button>
  );
  return (
    <Page
      title={words.title}
      answer={brought.data ? (all ? words.answer(count(all, chosen), fresh) : words.none) : " "}
      tools={file}
    >
      <Card flush>
        {(all > 0 || filtered) && <Filters url={url} brought={brought.data ?? []} onChange={go} />}
        <Answer query={query} loading={420}>
          {() =>
            rows.length ? (
              <LeadList rows={rows} onOpen={(lead) => go({ lead })} />
            ) : filtered ? (
              <Empty
                title={words.nothing}
                action={
                  <Button onClick={() => go({ state: undefined, platform: "", account: "", q: "" })}>
                    {words.clear}
                  </Button>
                }
              >
                {words.nothingWhy}
              </Empty>
            ) : (
              <Empty title={words.empty} action={<Go to="/connectors">{words.connect}</Go>}>
                {words.emptyWhy}
              </Empty>
            )
          }
        </Answer>
        <More query={query} />
      </Card>
      {url.lead && <LeadDrawer key={url.lead} id={Number(url.lead)} onClose={() => go({ lead: undefined })} />}
    </Page>
  );
}

interface FiltersProps {
  url: Partial<Place>;
  brought: Brought[];
  onChange: (change: Partial<Place>) => void;
}

function Filters({ url, brought, onChange }: FiltersProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const platforms = [...new Set(brought.map((one) => one.platform))];
  const accounts = brought.filter((one) => one.account && (!url.platform || one.platform === url.platform));
  const shown = brought.filter(
    (one) => (!url.platform || one.platform === url.platform) && (!url.account || one.account === url.account),
  );
  const total = (state: LeadState) => count(sum(shown, state), chosen);
  return (
    <div className="leads-find row">
      <Segmented
        value={url.state ?? "all"}
        onChange={(state) => onChange({ state: state === "all" ? undefined : (state as LeadState) })}
        options={[
          { value: "all", label: words.all },
          ...STATES.map((value) => ({ value, label: `${words.states[value]} ${total(value)}` })),
        ]}
      />
      <Select
        allowClear
        value={url.platform || undefined}
        placeholder={words.platform}
        aria-label={words.platform}
        onChange={(platform?: string) => onChange({ platform: platform ?? "", account: "" })}
        options={platforms.map((value) => ({ value, label: platformName(value, chosen) }))}
      />
      {accounts.length > 0 && (
        <Select
          allowClear
          value={url.account || undefined}
          placeholder={words.account}
          aria-label={words.account}
          onChange={(account?: string) => onChange({ account: account ?? "" })}
          options={[...new Set(accounts.map((one) => one.account))].map((value) => ({ value, label: value }))}
        />
      )}
      <Input.Search
        allowClear
        defaultValue={url.q}
        maxLength={100}
        placeholder={words.find}
        aria-label={words.find}
        onSearch={(q) => onChange({ q: q.trim() })}
      />
    </div>
  );
}

function sum(brought: Brought[], state?: LeadState): number {
  const counts = brought.flatMap((one) => Object.entries(one.counts));
  return counts.reduce((all, [name, leads]) => (state && name !== state ? all : all + (leads ?? 0)), 0);
}
