import { Link } from "@tanstack/react-router";
import { Button, Input, Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Count, Info } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { FigureLink } from "@/widgets/FigureLink";
import { More } from "@/widgets/More";
import { useOrigins } from "@/widgets/origins";
import type { CarriedTag } from "@/widgets/traits";
import { type Opened, useDefined } from "@/widgets/useDefined";
import { useUrl } from "@/widgets/useUrl";
import { tagged, useTags } from "./traits.api";
import { WORDS } from "./traits.copy";

/** Which tags there are, who carries them and who puts them on; what is looked for lives in the address. */
export function TagTable() {
  const words = useWords(WORDS);
  const [url, set] = useUrl<{ tag: string }>();
  const q = String(url.tag ?? "").trim();
  const tags = useTags(q);
  const { open, sheet } = useDefined();
  const columns = useColumns(open);
  const search = (
    <Input.Search
      key={q}
      allowClear
      defaultValue={q}
      placeholder={words.tagFind}
      aria-label={words.tagFind}
      loading={tags.isFetching}
      onSearch={(value) => set({ tag: value.trim() || undefined })}
      style={{ width: 240, maxWidth: "60vw" }}
    />
  );
  return (
    <Card title={words.tags} extra={search} flush>
      <Answer query={tags} loading={220}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.tags);
          if (!rows.length) return <None q={q} onAll={() => set({ tag: undefined })} />;
          return (
            <>
              <Table<CarriedTag>
                rowKey="tag"
                columns={columns}
                dataSource={rows}
                pagination={false}
                scroll={{ x: 620 }}
              />
              <More query={tags}>{words.more}</More>
            </>
          );
        }}
      </Answer>
      {sheet}
    </Card>
  );
}

function None({ q, onAll }: { q: string; onAll: () => void }) {
  const words = useWords(WORDS);
  if (q)
    return (
      <Empty title={words.noneFound(q)} action={<Button onClick={onAll}>{words.all}</Button>}>
        {words.noneFoundWhy}
      </Empty>
    );
  return (
    <Empty title={words.noTags} action={<Link to="/people">{words.toPeople}</Link>}>
      {words.noTagsWhy}
    </Empty>
  );
}

function useColumns(open: (opened: Opened) => void): TableColumnsType<CarriedTag> {
  const words = useWords(WORDS);
  const origins = useOrigins();
  return [
    { title: words.tag, key: "tag", render: (_, { tag }) => tag },
    {
      title: (
        <>
          {words.carry}
          <Info>{words.tagsWhy}</Info>
        </>
      ),
      key: "people",
      align: "right",
      width: 140,
      render: (_, { tag, people }) => (
        <FigureLink
          label={words.carrying(tag)}
          onOpen={() => open({ title: words.carrying(tag), definition: tagged(tag) })}
        >
          <Count value={people} />
        </FigureLink>
      ),
    },
    {
      title: words.lastAt,
      key: "last",
      width: 160,
      render: (_, { last_at }) => <When at={last_at} />,
    },
    {
      title: (
        <>
          {words.sources}
          <Info>{words.sourcesWhy}</Info>
        </>
      ),
      key: "sources",
      render: (_, { sources }) => <span className="second">{sources.map(origins).join(words.joined)}</span>,
    },
  ];
}
