import { Link } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { platformName } from "@/widgets/names";
import type { Lead } from "./leads.api";
import { TONES, WORDS } from "./leads.copy";

/** The inbox, the newest first. */
export function LeadList({ rows, onOpen }: { rows: Lead[]; onOpen: (lead: number) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const columns: TableColumnsType<Lead> = [
    {
      title: words.who,
      key: "who",
      render: (_, row) => (
        <div className="over">
          <button type="button" className="opens" onClick={() => onOpen(row.id)}>
            {row.name || words.unnamed}
          </button>
          <span className="second">{row.phone || words.noPhone}</span>
        </div>
      ),
    },
    {
      title: words.state,
      key: "state",
      render: (_, row) => <Chip tone={TONES[row.state]}>{words.states[row.state]}</Chip>,
    },
    {
      title: words.platform,
      key: "platform",
      render: (_, row) => (
        <div className="over">
          {platformName(row.platform, chosen)}
          <span className="second">{row.account}</span>
        </div>
      ),
    },
    { title: words.city, key: "city", render: (_, row) => row.city || "—" },
    {
      title: words.ad,
      key: "ad",
      render: (_, row) => {
        const facts = row.facts;
        return facts.ad_name || facts.form_name || facts.ad_id || facts.creative_id || facts.campaign_id || "—";
      },
    },
    { title: words.received, key: "received", align: "right", render: (_, row) => <When at={row.received_at} /> },
    {
      key: "person",
      align: "right",
      render: (_, row) =>
        row.person && (
          <Link to="/people/$person" params={{ person: row.person }}>
            {words.person}
          </Link>
        ),
    },
  ];
  return <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 860 }} />;
}
