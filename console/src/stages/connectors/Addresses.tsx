import { useWords } from "@/lib/language";
import { CopyButton } from "@/ui/Code";
import type { Connector } from "./connectors.api";
import { WORDS } from "./connectors.copy";

/** Where the platform calls us, and where a mini-program's page asks who its visitor is. */
export function Addresses({ connector }: { connector: Connector }) {
  const words = useWords(WORDS);
  const { origin } = new URL(connector.callback);
  return (
    <>
      <Address called={words.callback} address={connector.callback} />
      {connector.channel === "miniprogram" && (
        <Address called={words.login} address={`${origin}/v1/miniprogram/${connector.name}/login`} />
      )}
    </>
  );
}

function Address({ called, address }: { called: string; address: string }) {
  return (
    <div>
      <span className="second small">{called}</span>
      <div className="row">
        <code className="connector-address">{address}</code>
        <CopyButton text={address} />
      </div>
    </div>
  );
}
