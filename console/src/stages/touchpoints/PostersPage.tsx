import { Input, Table } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useUrl } from "@/widgets/useUrl";
import { PosterEditor } from "./PosterEditor";
import { type Poster, type PosterPlan, useDrawn, useGallery, usePoster, usePosters } from "./posters.api";
import { WORDS } from "./posters.copy";
import "./posters.css";
import "./touchpoints.css";

/** Which posters do we have, and what can the next one begin with? */
export function PostersPage() {
  const words = useWords(WORDS);
  const may = useMay()("touchpoints.manage");
  const [{ q = "", code }, go] = useUrl<{ q: string; code: string }>();
  const [chosen, setOpen] = useState<{ plan: PosterPlan; poster?: Poster }>();
  const asked = usePoster(code && /^\d{1,15}$/.test(code) ? Number(code) : undefined);
  const open = chosen ?? (code && asked.data ? { plan: asked.data.plan, poster: asked.data } : undefined);
  const close = () => {
    setOpen(undefined);
    go({ code: undefined });
  };
  return (
    <Page title={words.title} answer={words.answer}>
      {may && <Gallery onChoose={(plan) => setOpen({ plan })} />}
      <Card title={words.mine}>
        <Input.Search
          allowClear
          defaultValue={q}
          placeholder={words.find}
          aria-label={words.find}
          style={{ maxWidth: 320, marginBottom: 12 }}
          onSearch={(value) => go({ q: value.trim() })}
        />
        <Answer query={usePosters(q)} loading={200}>
          {(posters) =>
            posters.length === 0 ? (
              <Empty title={q ? words.nothing : words.empty}>{q ? words.nothingWhy : words.emptyWhy}</Empty>
            ) : (
              <Table
                rowKey="id"
                dataSource={posters}
                pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
                scroll={{ x: 520 }}
                columns={[
                  {
                    title: words.name,
                    render: (_, row) => (
                      <button
                        type="button"
                        className="opens name"
                        onClick={() => setOpen({ plan: row.plan, poster: row })}
                      >
                        {row.plan.name}
                      </button>
                    ),
                  },
                  { title: words.size, render: (_, { plan }) => `${plan.width} × ${plan.height}` },
                  { title: words.changedAt, align: "right", render: (_, row) => <When at={row.changed_at} /> },
                ]}
              />
            )
          }
        </Answer>
      </Card>
      {open && (
        <PosterEditor
          key={open.poster ? `${open.poster.id}-${open.poster.version}` : "new"}
          plan={open.plan}
          poster={open.poster}
          onClose={close}
          onSaved={(poster) => setOpen({ plan: poster.plan, poster })}
        />
      )}
    </Page>
  );
}

function Gallery({ onChoose }: { onChoose: (plan: PosterPlan) => void }) {
  const words = useWords(WORDS);
  return (
    <Card title={words.begin}>
      <Answer query={useGallery()} loading={220}>
        {(looks) => (
          <div className="poster-looks">
            {looks.map((plan) => (
              <Look key={plan.backdrop} plan={plan} onChoose={() => onChoose(plan)} />
            ))}
          </div>
        )}
      </Answer>
    </Card>
  );
}

function Look({ plan, onChoose }: { plan: PosterPlan; onChoose: () => void }) {
  const drawn = useDrawn(plan, undefined, "");
  return (
    <button type="button" className="poster-look" onClick={onChoose}>
      {drawn.data ? <img src={drawn.data} alt="" /> : <span style={{ height: 170 }} />}
      {plan.name}
    </button>
  );
}
