import { copy, language, useWords } from "@/lib/language";
import { WAY_NUMBERS, waySaid } from "@/widgets/ways";
import { useCustomerGroups, useStaff } from "./audiences.api";
import { PickMany } from "./fields";
import type { Grouped, Related } from "./language/nodes";
import { GROUP_STANDINGS, RELATION_STANDINGS, standingSaid } from "./language/ties";
import { CorpsDetail, Detail, Narrowing, SinceAndHowMany, some, WhomField } from "./TieFields";
import { type LineProps, Turn } from "./Turn";

const WORDS = copy(
  {
    relation: { yes: "与员工的关系是", no: "与员工的关系不是" },
    ever: "加过就算",
    with: "员工",
    anybody: "任一员工",
    ways: "添加方式为",
    way: "选择添加方式",
    none: "未说明",
    group: { yes: "在客户群的情况是", no: "在客户群的情况不是" },
    everIn: "进过就算",
    which: "客户群",
    anyGroup: "任一群",
    more: { ways: "添加方式", corps: "企业" },
  },
  {
    relation: { yes: "relation with staff is", no: "relation with staff is not" },
    ever: "ever added",
    with: "with",
    anybody: "anybody",
    ways: "came",
    way: "Choose ways",
    none: "in no known way",
    group: { yes: "as to customer groups is", no: "as to customer groups is not" },
    everIn: "ever in one",
    which: "of",
    anyGroup: "any group",
    more: { ways: "How they came", corps: "Corp" },
  },
);
const NONE = "-";

function options<T extends string>(standings: Record<T, unknown>, chosen: "zh" | "en") {
  return (Object.keys(standings) as T[]).map((value) => ({ value, label: standingSaid(value, chosen) }));
}

/** 与员工的关系是 好友 员工 任一员工 从什么时候起 近 30 天 */
export function RelationLine({ node, not, onChange, onTurn }: LineProps<Related>) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { data: staff = [] } = useStaff();
  const more = (["ways", "corps"] as const).filter((name) => node[name] === undefined);
  return (
    <>
      <Turn said={words.relation} not={not} onTurn={onTurn} />
      <PickMany
        label={words.ever}
        value={node.standing ?? []}
        options={options(RELATION_STANDINGS, chosen)}
        onChange={(standing) => onChange({ ...node, standing: some(standing) as Related["standing"] })}
      />
      <span className="phrase">
        <span>{words.with}</span>
        <WhomField
          label={words.anybody}
          value={node.staff}
          names={new Map(staff.map((one) => [one.staff, one.name]))}
          onChange={(next) => onChange({ ...node, staff: next })}
        />
      </span>
      <SinceAndHowMany value={node} onChange={onChange} />
      <Narrowing
        more={more.map((name) => [name, words.more[name]])}
        onAdd={(name) => onChange({ ...node, [name]: [] })}
      />
      {node.ways && (
        <Detail said={words.ways} onDrop={() => onChange({ ...node, ways: undefined })}>
          <WaysField value={node.ways} onChange={(ways) => onChange({ ...node, ways })} />
        </Detail>
      )}
      <CorpsDetail value={node} onChange={onChange} />
    </>
  );
}

function WaysField({ value, onChange }: { value: string[]; onChange: (value: string[]) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const known = [...new Set([...WAY_NUMBERS, ...value])].filter(Boolean);
  return (
    <PickMany
      free
      label={words.way}
      value={value.map((way) => way || NONE)}
      options={[
        ...known.map((way) => ({ value: way, label: waySaid(way, chosen), also: way })),
        { value: NONE, label: words.none },
      ]}
      lacking={!value.length}
      onChange={(ways) => onChange(ways.map((way) => (way === NONE ? "" : way)))}
    />
  );
}

/** 在客户群的情况是 在群里 客户群 任一客户群 从什么时候起 任何时候 */
export function GroupLine({ node, not, onChange, onTurn }: LineProps<Grouped>) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { data: groups = [] } = useCustomerGroups();
  return (
    <>
      <Turn said={words.group} not={not} onTurn={onTurn} />
      <PickMany
        label={words.everIn}
        value={node.standing ?? []}
        options={options(GROUP_STANDINGS, chosen)}
        onChange={(standing) => onChange({ ...node, standing: some(standing) as Grouped["standing"] })}
      />
      <span className="phrase">
        <span>{words.which}</span>
        <WhomField
          label={words.anyGroup}
          value={node.groups}
          names={new Map(groups.map((one) => [one.id, one.name]))}
          onChange={(next) => onChange({ ...node, groups: next })}
        />
      </span>
      <SinceAndHowMany value={node} onChange={onChange} />
      <Narrowing
        more={node.corps === undefined ? [["corps", words.more.corps]] : []}
        onAdd={() => onChange({ ...node, corps: [] })}
      />
      <CorpsDetail value={node} onChange={onChange} />
    </>
  );
}
