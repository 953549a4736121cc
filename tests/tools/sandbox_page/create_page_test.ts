/** The page's addresses, without a browser. */
import assert from "node:assert/strict";
import { Api, InputFile } from "grammy";
import { createSandbox } from "../../../tools/sandbox/create_sandbox.ts";
import { createPage } from "../../../tools/sandbox/page/create_page.tsx";

function createStage() {
  const sandbox = createSandbox();
  const olivia = sandbox.addPerson({ firstName: "Olivia" });
  const dana = sandbox.addPerson({ firstName: "Dana" });
  const group = sandbox.addGroup({ title: "A <b>", creator: olivia.id, members: [dana.id] });
  const roleHints = new Map([[dana.id, "Driver & co"]]);
  return { sandbox, olivia, dana, group, page: createPage(sandbox, { roleHints }) };
}

async function act(page: ReturnType<typeof createPage>, body: unknown, type = "application/json") {
  const headers = { "content-type": type };
  const answer = await page.request("/page/act", {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

Deno.test("an address that names nobody is opened as an ordinary member of a group", async () => {
  const { page, dana, olivia } = createStage();
  for (const address of ["/", "/?as=1", "/?as=x&chat=y", "/?as=99999999999999999999"]) {
    const html = await (await page.request(address)).text();
    assert.match(html, new RegExp(`data-viewer="${dana.id}"`), address);
  }
  const html = await (await page.request(`/?as=${olivia.id}`)).text();
  assert.match(html, new RegExp(`data-viewer="${olivia.id}"`));
});

Deno.test("titles, hints and messages are escaped, and no other script may run", async () => {
  const { page, sandbox, dana, group } = createStage();
  sandbox.as(dana.id).write(group.id, "</textarea><script>alert(1)</script>");
  const answer = await page.request("/");
  const html = await answer.text();
  assert.ok(html.startsWith("<!DOCTYPE html>"));
  assert.ok(html.includes("A &lt;b&gt;") && !html.includes("A <b>"));
  assert.ok(html.includes("Driver &amp; co"));
  assert.ok(!html.includes("<script>"));
  assert.match(answer.headers.get("content-security-policy") ?? "", /script-src 'self'/);
});

Deno.test("other pages are linked from the top", async () => {
  const { sandbox } = createStage();
  const links = [{ name: "Sentry", address: "http://127.0.0.1:8082" }];
  const html = await (await createPage(sandbox, { links }).request("/")).text();
  assert.match(html, /<a class="tool" href="http:\/\/127\.0\.0\.1:8082">.*<span>Sentry<\/span>/);
});

Deno.test("before anybody lives in the sandbox the page says so", async () => {
  const page = createPage(createSandbox());
  assert.match(await (await page.request("/")).text(), /Nobody is here yet/);
});

Deno.test("acts: done, refused in words, and not taken from a form on another site", async () => {
  const { page, sandbox, dana, olivia, group } = createStage();
  const write = { kind: "write", as: dana.id, chat: group.id, text: "Hello" };
  const written = await act(page, write);
  assert.equal(written.status, 200);
  assert.equal(sandbox.message(group.id, written.body.messageId)?.text, "Hello");

  const edit = { kind: "edit", as: olivia.id, chat: group.id, text: "Bye" };
  const refused = await act(page, { ...edit, message: written.body.messageId });
  assert.equal(refused.status, 422);
  assert.ok(refused.body.problem.length > 10);
  assert.equal(sandbox.message(group.id, written.body.messageId)?.text, "Hello");

  assert.equal((await act(page, write, "text/plain")).status, 415);
  assert.equal((await act(page, { kind: "fly" })).status, 400);
});

Deno.test("a clock that the bot does not answer is a problem in words", async () => {
  const sandbox = createSandbox({ onTick: () => Promise.reject(new Error("the desk is away")) });
  const { status, body } = await act(createPage(sandbox), { kind: "tick" });
  assert.equal(status, 422);
  assert.match(body.problem, /the desk is away/);
});

Deno.test("the page serves its own files and no others", async () => {
  const { page } = createStage();
  const script = await page.request("/page/main.js");
  assert.match(script.headers.get("content-type") ?? "", /javascript/);
  assert.match(await script.text(), /follow\(\)/);
  assert.equal((await page.request("/page/create_page.tsx")).status, 404);
  assert.equal((await page.request("/page/..%2fact.ts")).status, 404);
});

Deno.test("what a bot sends as a file can be looked at, and nothing else", async () => {
  const { page, sandbox, olivia, dana, group } = createStage();
  const bot = sandbox.addBot({ username: "roadcall_bot" });
  sandbox.addBotToGroup(group.id, bot, olivia.id);
  const server = sandbox.listen();
  try {
    const api = new Api(bot.token, { apiRoot: server.apiRoot });
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
    await api.sendPhoto(group.id, new InputFile(png, "chart.png"));
    await api.sendDocument(group.id, new InputFile(new TextEncoder().encode("<b>"), "a.csv"));
  } finally {
    await server.stop();
  }
  sandbox.as(dana.id).sendMedia(group.id, { kind: "photo" });
  const html = await (await page.request(`/?as=${dana.id}&chat=${group.id}`)).text();
  const addresses = [...html.matchAll(/href="(\/page\/files\/[^"]+)"/g)].map(([, one = ""]) => one);
  assert.equal(addresses.length, 2, "a person's photo is only described");
  const [photo, table] = await Promise.all(addresses.map((one) => page.request(one)));
  assert.ok(photo && table);
  assert.equal(photo.headers.get("content-type"), "image/png");
  assert.equal((await photo.bytes()).length, 7);
  assert.equal(table.headers.get("content-type"), "application/octet-stream");
  assert.equal(await table.text(), "<b>");
  assert.equal((await page.request("/page/files/unknown")).status, 404);
});
