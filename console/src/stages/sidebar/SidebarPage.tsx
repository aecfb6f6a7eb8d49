import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useEffect, useState } from "react";
import { Refused } from "@/api/client";
import { useWords } from "@/lib/language";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { useUrl } from "@/widgets/useUrl";
import { Customer } from "./Customer";
import { useFound, usePerson } from "./sidebar.api";
import { WORDS } from "./sidebar.copy";
import { customerOfChat, insideWeCom } from "./wecom";
import "./sidebar.css";

type Place = { person: string; external_userid: string; corp: string };

/** Who is this whom I am talking to, and what do I say? Beside a chat in WeCom, and in any browser. */
export function SidebarPage() {
  const words = useWords(WORDS);
  const [url, go] = useUrl<Place>();
  const named = url.person || (url.external_userid && `wecom_external:${url.corp ?? ""}:${url.external_userid}`);
  const asking = insideWeCom() && !named;
  const chat = useQuery({
    queryKey: ["sidebar", "chat", url.corp ?? ""],
    queryFn: () => customerOfChat(url.corp ?? ""),
    enabled: asking,
    retry: false,
  });
  useEffect(() => {
    document.title = `${words.title} · 活水`;
  }, [words.title]);
  const ref = named || chat.data;
  return (
    <main className="sidebar" id="main">
      {ref ? (
        <One key={ref} person={ref} onAnother={() => go({ person: undefined, external_userid: undefined })} />
      ) : asking && chat.isPending ? (
        <div className="sidebar-wait">
          <p className="second">{words.connecting}</p>
          <Skeleton height={320} />
        </div>
      ) : (
        <Find refused={Boolean(chat.error)} onFound={(person) => go({ person })} />
      )}
    </main>
  );
}

function One({ person, onAnother }: { person: string; onAnother: () => void }) {
  const words = useWords(WORDS);
  const query = usePerson(person);
  if (query.error instanceof Refused && query.error.status === 404)
    return (
      <>
        <Empty title={words.unknown}>{words.unknownWhy}</Empty>
        <Find refused={false} onFound={(found) => window.location.assign(`/sidebar?person=${found}`)} />
      </>
    );
  return (
    <Answer query={query} loading={560}>
      {(found) => <Customer person={found} onAnother={onAnother} />}
    </Answer>
  );
}

function Find({ refused, onFound }: { refused: boolean; onFound: (person: string) => void }) {
  const words = useWords(WORDS);
  const [q, setQ] = useState("");
  const found = useFound(q);
  return (
    <section className="sidebar-find">
      <h1>{words.findTitle}</h1>
      {refused && <Empty title={words.refused}>{words.refusedWhy}</Empty>}
      <Input.Search allowClear autoFocus placeholder={words.find} aria-label={words.find} onSearch={setQ} />
      {!q && !refused && <p className="second">{words.findWhy}</p>}
      {q && (
        <Answer query={found} loading={160}>
          {(page) =>
            page.people.length ? (
              <ul className="lines">
                {page.people.map((one) => (
                  <li key={one.person}>
                    <button type="button" className="sidebar-found" onClick={() => onFound(one.person)}>
                      {one.display || one.person}
                    </button>
                  </li>
                ))}
              </ul>
            ) : (
              <Empty title={words.nobody}>{words.nobodyWhy}</Empty>
            )
          }
        </Answer>
      )}
    </section>
  );
}
