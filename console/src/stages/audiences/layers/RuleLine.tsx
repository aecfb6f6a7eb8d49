import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Info } from "@/ui/Figures";
import type { Layering } from "./layers.api";
import { RuleWhere } from "./RuleWhere";
import type { Line } from "./rules";
import { WORDS } from "./rules.copy";

interface LineProps {
  layering: Layering;
  line: Line;
  open: boolean;
  /** Without it the line is only shown. */
  onOpen: ((open: boolean) => void) | undefined;
  refused: string | undefined;
  onChange: (change: Partial<Line>) => void;
  onShift: (by: 1 | -1) => void;
  onRemove: () => void;
  first: boolean;
  last: boolean;
  /** Whether relations are told from deeds here. */
  standing: boolean;
}

/** One way to a level: its name, and its condition as a sentence that opens into the editor. */
export function RuleLine(props: LineProps) {
  const { layering, line, open, onOpen, refused, onChange } = props;
  const words = useWords(WORDS);
  return (
    <li className="rule-line">
      <div className="row between nowrap">
        {onOpen && open ? (
          <Input
            aria-label={words.label}
            placeholder={words.label}
            value={line.label}
            maxLength={100}
            status={line.label.trim() ? undefined : "warning"}
            style={{ maxWidth: 320 }}
            onChange={(event) => onChange({ label: event.target.value })}
          />
        ) : (
          <span>
            <b className={line.label.trim() ? undefined : "lack"}>{line.label || words.unready.label}</b>{" "}
            {line.standing && (
              <Chip tone="quiet" title={words.standingHow}>
                {words.standing}
              </Chip>
            )}
          </span>
        )}
        {onOpen && <Tools {...props} onOpen={onOpen} />}
      </div>
      {open && onOpen && props.standing && (
        <Checkbox checked={line.standing} onChange={(event) => onChange({ standing: event.target.checked })}>
          {words.standing}
          <Info>{words.standingHow}</Info>
        </Checkbox>
      )}
      <RuleWhere
        layering={layering}
        where={line.where}
        refused={refused}
        open={open}
        onChange={(where) => onChange({ where })}
      />
    </li>
  );
}

function Tools({ open, onOpen, onShift, onRemove, first, last }: LineProps & { onOpen: (open: boolean) => void }) {
  const words = useWords(WORDS);
  const tool = { size: "small", type: "text" } as const;
  return (
    <span className="row tight nowrap">
      <Button size="small" onClick={() => onOpen(!open)}>
        {open ? words.fold : words.edit}
      </Button>
      {open && (
        <>
          <Button
            {...tool}
            icon={<ArrowUpOutlined />}
            aria-label={words.up}
            disabled={first}
            onClick={() => onShift(-1)}
          />
          <Button
            {...tool}
            icon={<ArrowDownOutlined />}
            aria-label={words.down}
            disabled={last}
            onClick={() => onShift(1)}
          />
          <Button {...tool} icon={<DeleteOutlined />} aria-label={words.removeLine} onClick={onRemove} />
        </>
      )}
    </span>
  );
}
