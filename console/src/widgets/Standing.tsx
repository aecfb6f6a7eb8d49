import { useQuery } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { copy, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Closeness } from "./Closeness";
import { Levels } from "./Levels";
import { Memberships } from "./Memberships";

const WORDS = copy(
  { levels: "走到哪一步", closeness: "亲密度与信任", memberships: "进出的人群" },
  { levels: "How far they have come", closeness: "Intimacy and trust", memberships: "Segments entered and left" },
);

/** Where a person stands: stages and why, how close they are and what would bring them closer, and which segments. */
export function Standing({ person }: { person: string }) {
  const words = useWords(WORDS);
  const memberships = useQuery({
    queryKey: ["people", "memberships", person],
    queryFn: () =>
      given(api.GET("/api/people/{ref}/memberships", { params: { path: { ref: person }, query: { limit: 20 } } })),
  });
  return (
    <div className="stack">
      <Card title={words.levels}>
        <Levels person={person} />
      </Card>
      <Card title={words.closeness}>
        <Closeness person={person} />
      </Card>
      {memberships.data !== undefined && memberships.data.changes.length > 0 && (
        <Card title={words.memberships}>
          <Memberships changes={memberships.data.changes} />
        </Card>
      )}
    </div>
  );
}
