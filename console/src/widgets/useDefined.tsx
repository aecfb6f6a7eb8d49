import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { api, given, type Shapes } from "@/api/client";
import { type PeoplePage, PeopleSheet } from "./PeopleSheet";

export type Definition = Shapes["Definition-Input"];

/** Those who meet all of these conditions of the segment language. */
export function defined(...of: object[]): Definition {
  return { version: 1, where: of.length === 1 ? of[0] : { kind: "all", of } } as Definition;
}

/** A figure that was opened: who is behind it, or why the segment language cannot say who, and what to do instead. */
export type Opened =
  | { title: ReactNode; definition: Definition }
  | { title: ReactNode; unsayable: string; instead?: { label: string; act: () => void } };

/** The people behind figures that are segments: `open` one, and put `sheet` on the page. */
export function useDefined(): { open: (opened: Opened) => void; sheet: ReactNode } {
  const [opened, setOpened] = useState<Opened | null>(null);
  const definition = opened && "definition" in opened ? opened.definition : null;
  const why = opened && "unsayable" in opened ? opened.unsayable : "";
  const instead = opened && "instead" in opened ? opened.instead : undefined;
  const turn = (): void => {
    setOpened(null);
    instead?.act();
  };
  const sheet = (
    <PeopleSheet
      title={opened?.title}
      open={opened !== null}
      onClose={() => setOpened(null)}
      of={definition}
      unsayable={why}
      instead={instead && <Button onClick={turn}>{instead.label}</Button>}
      pageOf={(after, signal) => pageOf(definition as Definition, after, signal)}
      segment={() => Promise.resolve({ definition, why })}
    />
  );
  return { open: setOpened, sheet };
}

async function pageOf(segment: Definition, after: string, signal: AbortSignal): Promise<PeoplePage> {
  const listed = given(api.POST("/api/segments/people", { body: { segment, after, limit: 50 }, signal }));
  const counted = after ? null : given(api.POST("/api/segments/count", { body: { segment }, signal }));
  const [page, count] = await Promise.all([listed, counted]);
  return { people: page.people, next: page.next, count: count?.people };
}
