import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { Channel } from "@/widgets/Channel";
import { useUnits } from "@/widgets/units";
import { WORDS } from "./copy";
import type { Summary } from "./people.api";

/** What the list shows of each person. */
export function usePeopleColumns(): TableColumnsType<Summary> {
  const words = useWords(WORDS);
  const units = useUnits();
  return [
    {
      title: words.name,
      key: "name",
      render: (_, row) => (
        <div>
          <Link to="/people/$person" params={{ person: row.person }} onClick={(event) => event.stopPropagation()}>
            {row.display || (row.identified ? words.unnamed : words.visitor)}
          </Link>
          <div className="mono second">{row.person}</div>
        </div>
      ),
    },
    {
      title: words.state,
      key: "state",
      render: (_, row) => (
        <div className="row tight">
          <Chip tone={row.identified ? "plain" : "quiet"}>{row.identified ? words.identified : words.anonymous}</Chip>
          {row.reachable && <Chip tone="good">{words.reachable}</Chip>}
        </div>
      ),
    },
    {
      title: words.channels,
      key: "channels",
      render: (_, row) => (
        <div className="row tight">
          {row.channels.map((name) => (
            <Channel key={name} name={name} />
          ))}
        </div>
      ),
    },
    {
      title: words.units,
      key: "units",
      render: (_, row) => row.units.map((id) => units.get(id) ?? id).join("、"),
    },
    {
      title: words.tags,
      key: "tags",
      render: (_, row) => (
        <div className="row tight">
          {row.tags.slice(0, 3).map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
          {row.tags.length > 3 && <span className="second small">+{row.tags.length - 3}</span>}
        </div>
      ),
    },
    { title: words.since, key: "since", align: "right", render: (_, row) => <When at={row.since} /> },
  ];
}
