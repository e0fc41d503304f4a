// A server with what the conformance suite of MCP looks for, made with the official SDK: node fixtures.mjs PORT.
import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import { McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CreateMessageResultSchema, ElicitResultSchema, SubscribeRequestSchema, UnsubscribeRequestSchema, SetLevelRequestSchema, CompleteRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
const SOUND = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";
const text = (value) => ({ content: [{ type: "text", text: value }] });
const image = { type: "image", data: PIXEL, mimeType: "image/png" };
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

async function log(extra, data) {
  await extra.sendNotification({ method: "notifications/message", params: { level: "info", data } });
  await pause();
}

async function progress(extra, done) {
  const progressToken = extra._meta?.progressToken ?? 0;
  await extra.sendNotification({ method: "notifications/progress", params: { progressToken, progress: done, total: 100, message: `${done} of 100` } });
  await pause();
}

async function elicit(extra, message, properties, required = []) {
  const params = { message, requestedSchema: { type: "object", properties, required } };
  const answer = await extra.sendRequest({ method: "elicitation/create", params }, ElicitResultSchema);
  return text(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`);
}

const titled = (names) => names.map((name) => ({ const: name, title: name.toUpperCase() }));

function tools(server) {
  const plain = (name, answer) => server.registerTool(name, { description: name }, answer);
  plain("test_simple_text", () => text("This is a simple text response for testing."));
  plain("test_image_content", () => ({ content: [image] }));
  plain("test_audio_content", () => ({ content: [{ type: "audio", data: SOUND, mimeType: "audio/wav" }] }));
  plain("test_embedded_resource", () => ({ content: [{ type: "resource", resource: { uri: "test://embedded-resource", mimeType: "text/plain", text: "This is an embedded resource content." } }] }));
  plain("test_multiple_content_types", () => ({ content: [{ type: "text", text: "Multiple content types test:" }, image, { type: "resource", resource: { uri: "test://mixed-content-resource", mimeType: "application/json", text: "{\"test\":\"data\",\"value\":123}" } }] }));
  plain("test_error_handling", () => ({ isError: true, ...text("This tool intentionally returns an error for testing") }));
  plain("test_tool_with_logging", async (extra) => {
    for (const line of ["Tool execution started", "Tool processing data", "Tool execution completed"]) await log(extra, line);
    return text("done");
  });
  plain("test_tool_with_progress", async (extra) => {
    for (const done of [0, 50, 100]) await progress(extra, done);
    return text(String(extra._meta?.progressToken));
  });
  server.registerTool("test_sampling", { description: "samples", inputSchema: { prompt: z.string() } }, async ({ prompt }, extra) => {
    const params = { messages: [{ role: "user", content: { type: "text", text: prompt } }], maxTokens: 100 };
    const answer = await extra.sendRequest({ method: "sampling/createMessage", params }, CreateMessageResultSchema);
    return text(`LLM response: ${answer.content.text}`);
  });
  server.registerTool("test_elicitation", { description: "elicits", inputSchema: { message: z.string() } }, ({ message }, extra) =>
    elicit(extra, message, { username: { type: "string", description: "name" }, email: { type: "string", description: "mail" } }, ["username", "email"]));
  plain("test_elicitation_sep1034_defaults", (extra) => elicit(extra, "defaults", {
    name: { type: "string", default: "John Doe" }, age: { type: "integer", default: 30 }, score: { type: "number", default: 95.5 },
    status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" }, verified: { type: "boolean", default: true } }));
  const options = ["option1", "option2", "option3"];
  const values = ["value1", "value2", "value3"];
  plain("test_elicitation_sep1330_enums", (extra) => elicit(extra, "enums", {
    untitledSingle: { type: "string", enum: options }, titledSingle: { type: "string", oneOf: titled(values) },
    legacyEnum: { type: "string", enum: ["opt1", "opt2", "opt3"], enumNames: ["One", "Two", "Three"] },
    untitledMulti: { type: "array", items: { type: "string", enum: options } }, titledMulti: { type: "array", items: { anyOf: titled(values) } } }));
}

function resources(server) {
  server.registerResource("static-text", "test://static-text", { mimeType: "text/plain" }, (uri) => ({ contents: [{ uri: uri.href, mimeType: "text/plain", text: "This is the content of the static text resource." }] }));
  server.registerResource("static-binary", "test://static-binary", { mimeType: "image/png" }, (uri) => ({ contents: [{ uri: uri.href, mimeType: "image/png", blob: PIXEL }] }));
  server.registerResource("watched", "test://watched-resource", { mimeType: "text/plain" }, (uri) => ({ contents: [{ uri: uri.href, text: "watched" }] }));
  server.registerResource("template", new ResourceTemplate("test://template/{id}/data", { list: undefined }), { mimeType: "application/json" }, (uri, { id }) => ({ contents: [{ uri: uri.href, mimeType: "application/json", text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }) }] }));
}

function prompts(server) {
  const say = (...contents) => ({ messages: contents.map((content) => ({ role: "user", content })) });
  const line = (value) => ({ type: "text", text: value });
  server.registerPrompt("test_simple_prompt", { description: "simple" }, () => say(line("This is a simple prompt for testing.")));
  server.registerPrompt("test_prompt_with_arguments", { description: "arguments", argsSchema: { arg1: z.string().describe("first"), arg2: z.string().describe("second") } }, ({ arg1, arg2 }) => say(line(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)));
  server.registerPrompt("test_prompt_with_embedded_resource", { description: "resource", argsSchema: { resourceUri: z.string().describe("which") } }, ({ resourceUri }) => say({ type: "resource", resource: { uri: resourceUri, mimeType: "text/plain", text: "Embedded resource content for testing." } }, line("Please process the embedded resource above.")));
  server.registerPrompt("test_prompt_with_image", { description: "image" }, () => say(image, line("Please analyze the image above.")));
}

function fixtures() {
  const server = new McpServer({ name: "fixtures", version: "1" }, { capabilities: { tools: {}, prompts: {}, resources: { subscribe: true }, logging: {}, completions: {} } });
  tools(server);
  resources(server);
  prompts(server);
  for (const schema of [SubscribeRequestSchema, UnsubscribeRequestSchema, SetLevelRequestSchema]) server.server.setRequestHandler(schema, () => ({}));
  server.server.setRequestHandler(CompleteRequestSchema, () => ({ completion: { values: ["paris"], total: 1, hasMore: false } }));
  return server;
}

const sessions = new Map();
createServer(async (request, response) => {
  let transport = sessions.get(request.headers["mcp-session-id"]);
  if (!transport && request.headers["mcp-session-id"]) return response.writeHead(404).end();
  if (!transport) {
    transport = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID, enableDnsRebindingProtection: true, allowedHosts: [`127.0.0.1:${process.argv[2]}`, `localhost:${process.argv[2]}`], onsessioninitialized: (id) => sessions.set(id, transport) });
    await fixtures().connect(transport);
  }
  await transport.handleRequest(request, response);
}).listen(Number(process.argv[2]), "127.0.0.1", () => console.log("listening"));
