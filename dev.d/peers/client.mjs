// The official TypeScript client through the door: node client.mjs URL. Prints one line for each step; exit code 1 if one did not behave.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const client = new Client({ name: "peer", version: "1" }, { capabilities: {} });
const transport = new StreamableHTTPClientTransport(new URL(process.argv[2]), {
  requestInit: { headers: { "x-test-task": "1" } },
});
let failed = 0;
function step(name, good, seen) {
  failed += good ? 0 : 1;
  console.log(`${good ? "ok" : "FAILED"} ${name}: ${JSON.stringify(seen)}`);
}

await client.connect(transport);
step("initialize", client.getServerVersion().name === "safeconduct/db", client.getServerVersion());
const tools = (await client.listTools()).tools.map((tool) => tool.name).sort();
step("tools/list shows what the task may call", tools.join() === "echo,get-sum,trigger-long-running-operation", tools);
const echoed = await client.callTool({ name: "echo", arguments: { message: "hello" } });
step("tools/call", echoed.content[0].text === "Echo: hello", echoed.content);
const progress = [];
await client.callTool(
  { name: "trigger-long-running-operation", arguments: { duration: 1, steps: 4 } },
  undefined,
  { onprogress: (said) => progress.push(said.progress) },
);
step("progress, one by one", progress.join() === "1,2,3,4", progress);
const denied = await client.callTool({ name: "get-env", arguments: {} });
step("a denial that says why", denied.isError && denied.structuredContent.code === "tool_not_in_envelope", denied.structuredContent);
let refused = 0;
await client.readResource({ uri: "demo://resource/static/document/architecture.md" }).catch((error) => (refused = error.code));
step("another method is denied with an error", refused === -32001, refused);
await transport.terminateSession();
step("the session ends", transport.sessionId === undefined, transport.sessionId ?? null);
await client.close();
process.exit(failed ? 1 : 0);
