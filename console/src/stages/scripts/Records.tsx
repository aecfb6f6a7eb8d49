import { Link } from "@tanstack/react-router";
import { useWords } from "@/lib/language";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { wordsOf } from "@/widgets/scripts";
import { useUses, useVersions } from "./scripts.api";
import { WORDS } from "./scripts.copy";

/** What a script was, the newest version first. */
export function Versions({ script }: { script: number }) {
  const words = useWords(WORDS);
  return (
    <Answer query={useVersions(script)} loading={240}>
      {(found) => (
        <ul className="lines">
          {found.map((one) => (
            <li key={one.version}>
              <div className="row between">
                <b>
                  {words.version(one.version)} · {one.title}
                </b>
                <span className="second small">
                  {one.changed_name} <When at={one.changed_at} />
                </span>
              </div>
              <p className="scripts-was">{wordsOf(one.parts, {})}</p>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}

/** Who used it, when, and for whom. */
export function Uses({ script }: { script: number }) {
  const words = useWords(WORDS);
  return (
    <Answer query={useUses(script)} loading={240}>
      {(found) =>
        found.length ? (
          <ul className="lines">
            {found.map((one) => (
              <li key={`${one.at} ${one.used_name}`} className="row between">
                <span>
                  {one.used_name} {words.hows[one.how]} · {words.version(one.version)} · {words.forWhom}{" "}
                  {one.person ? (
                    <Link to="/people/$person" params={{ person: one.person }}>
                      {one.person}
                    </Link>
                  ) : (
                    words.nobodyNamed
                  )}
                </span>
                <span className="second small">
                  <When at={one.at} />
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <Empty title={words.usedNone} />
        )
      }
    </Answer>
  );
}
