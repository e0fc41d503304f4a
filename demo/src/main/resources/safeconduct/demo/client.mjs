// The official TypeScript client at the URL that `safeconduct run` gives: prints the answer to one query.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const client = new Client({ name: "safeconduct-demo", version: "1" }, { capabilities: {} });
await client.connect(new StreamableHTTPClientTransport(new URL(process.env.SAFECONDUCT_MCP_URL)));
const answer = await client.callTool({ name: "query", arguments: { sql: process.argv[2] } });
console.log(JSON.stringify(answer));
await client.close();
