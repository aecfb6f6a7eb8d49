import { useQuery } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { When } from "@/ui/When";
import { actionName } from "./actions";
import { useActors } from "./actors";
import "./logged.css";

const WORDS = copy(
  { title: "谁动过它", none: "审计日志里没有它" },
  { title: "Who changed it", none: "The audit log has nothing of it" },
);
const MOST = 20;

/** What the audit log has of one thing, the newest first; for those who may read the log. */
export function Logged({ subject }: { subject: string }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const actors = useActors();
  const may = useMay();
  const { data } = useQuery({
    queryKey: ["audit", "of", subject],
    queryFn: () => given(api.GET("/api/audit", { params: { query: { subject, limit: MOST } } })),
    enabled: may("audit.read"),
  });
  if (!data) return null;
  return (
    <section className="logged">
      <h3>{words.title}</h3>
      {data.length ? (
        <ol>
          {data.map((entry) => (
            <li key={entry.id}>
              <When at={entry.at} /> {entry.name || actors(entry.actor, chosen)} {actionName(entry.action, chosen)}
            </li>
          ))}
        </ol>
      ) : (
        <p className="second small">{words.none}</p>
      )}
    </section>
  );
}
