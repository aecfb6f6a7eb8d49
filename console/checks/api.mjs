/**
 * The client's types come from docs/openapi.json. `--write` writes them; without it a stale file is an error.
 *
 * Beside the types stand the codes of every refusal that a route declares, so that a translation of a code that is
 * gone does not compile.
 */
import { readFile, writeFile } from "node:fs/promises";
import openapi, { astToString } from "openapi-typescript";

const SPEC = new URL("../../docs/openapi.json", import.meta.url);
const TYPES = new URL("../src/api/schema.gen.ts", import.meta.url);
const CODES = new URL("../src/api/refusals.gen.ts", import.meta.url);
const HEAD = "// Written by `npm run api` from docs/openapi.json. Do not edit.\n\n";

const spec = JSON.parse(await readFile(SPEC, "utf8"));
const codes = new Set(["Unfit", "NoSuchRoute", "Defect", "DatabaseUnavailable", "AskedTooMuch"]);
for (const path of Object.values(spec.paths))
  for (const operation of Object.values(path))
    for (const answer of Object.values(operation.responses ?? {}))
      if (JSON.stringify(answer.content ?? "").includes("RefusalOut"))
        for (const code of answer.description.split(", ")) codes.add(code);

const wanted = new Map([
  [TYPES, HEAD + astToString(await openapi(spec))],
  [
    CODES,
    `${HEAD}export type RefusalCode =\n${[...codes]
      .sort()
      .map((code) => `  | "${code}"`)
      .join("\n")};\n`,
  ],
]);

for (const [file, text] of wanted) {
  const current = await readFile(file, "utf8").catch(() => "");
  if (current === text) continue;
  if (process.argv.includes("--write")) await writeFile(file, text);
  else {
    console.error(`${file.pathname.split("/console/")[1]} is stale: npm run api`);
    process.exitCode = 1;
  }
}
