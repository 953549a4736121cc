/** The Dockerfile, really built and run, without a daemon and without a registry of images. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { containers, testWith } from "../requirement.ts";
import { createCompany } from "../smoke/company.ts";
import { makeBaseImage } from "./base_image.ts";
import { openBuildah } from "./buildah.ts";
import { readImageConfig } from "./image_config.ts";
import { runContainer } from "./run_container.ts";
import { findFreePort } from "../../tools/find_free_port.ts";

const project = fileURLToPath(new URL("../../", import.meta.url));
const image = "localhost/roadcall";

async function get(url: string): Promise<number> {
  const answer = await fetch(url);
  await answer.body?.cancel();
  return answer.status;
}

testWith(
  containers,
  "the image builds, and runs as nobody in particular on a root that it cannot write",
  async (test) => {
    const base = /^FROM (\S+)$/m.exec(await Deno.readTextFile(`${project}Dockerfile`))?.[1] ?? "";
    assert.match(base, /:debian-2\.9\.6$/, "the version of Deno that CI uses");
    await using buildah = await openBuildah();
    const began = performance.now();
    await makeBaseImage(buildah, base);
    const based = performance.now();
    await buildah.run(
      ...["build", "--pull-never", "--format", "docker", "--tag", image],
      ...["--build-arg", "SENTRY_RELEASE=roadcall@abc123", project],
    );
    const built = performance.now();
    console.log(
      `base ${Math.round(based - began)} ms, image ${Math.round(built - based)} ms, ` +
        await buildah.run("images", "--noheading", "--format", "{{.Size}}", image),
    );

    await test.step("it says how it is to be run", async () => {
      const config = await readImageConfig(buildah, image);
      assert.match(config.User, /^[1-9]\d*:[1-9]\d*$/, "a number, and not root's");
      assert.equal(config.Entrypoint[0], "deno", "no shell stands in between");
      assert.ok(config.Env.includes("SENTRY_RELEASE=roadcall@abc123"), config.Env.join());
      assert.deepEqual(Object.keys(config.Volumes), ["/data"]);
    });

    const company = createCompany();
    const telegram = company.sandbox.listen();
    const data = await Deno.makeTempDir({ prefix: "roadcall_volume_" });
    const port = findFreePort();
    const env = {
      BOT_TOKEN: company.bot.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      PORT: String(port),
      SIGN_UPS: "open",
    };
    // As a new volume, which takes over who owns the image's folder.
    await Deno.chown(data, 1993, 1993);
    try {
      await test.step("it works, and ends in order when it is told to", async () => {
        await using container = await runContainer(buildah, image, { env, data });
        await container.says("is at its desk");
        assert.equal(await get(`http://127.0.0.1:${port}/healthz`), 200);
        assert.equal(await get(`http://127.0.0.1:${port}/readyz`), 200);
        company.olivia.write("/setup Acme Logistics");
        await company.botSays("Acme Logistics is");

        const pid = await container.findPid();
        const status = await Deno.readTextFile(`/proc/${pid}/status`);
        assert.match(status, /^Uid:\t1993\t1993\t1993\t1993$/m);
        assert.match(status, /^NSpid:\t\d+\t1$/m, "the launcher is the first process");
        const [desk] = (await Deno.readTextFile(`/proc/${pid}/task/${pid}/children`)).split(" ");
        assert.match(await Deno.readTextFile(`/proc/${desk}/status`), /^Uid:\t1993\t1993/m);
        const write = await container.exec(["sh", "-c", ": > /app/main.ts"]);
        assert.match(write.said, /Read-only file system|Permission denied/);
        const root = (await Deno.readTextFile(`/proc/${pid}/mountinfo`)).split("\n")
          .find((line) => line.split(" ")[4] === "/");
        assert.match(root ?? "", / \/ ro[, ]/);

        const { Healthcheck } = await readImageConfig(buildah, image);
        assert.equal(Healthcheck.Test[0], "CMD", "no shell for it either");
        const check = await container.exec(Healthcheck.Test.slice(1));
        assert.equal(check.code, 0, check.said);

        const backup = await container.exec(["roadcall", "backup"]);
        assert.equal(backup.code, 0, backup.said);
        assert.match(backup.said, /^\/data\/backups\/\S+\.backup$/m);

        const second = await container.exec(["roadcall", "migrate"]);
        assert.equal(second.code, 1, "its database is held by the desk");
        assert.match(second.said, /Another Roadcall.* is using the embedded database/);

        container.kill("SIGTERM");
        const { code, said } = await container.ended();
        assert.equal(code, 0, said);
        assert.ok(said.includes("Roadcall has stopped"), said);
      });

      await test.step("the other tasks are in it", async () => {
        await using container = await runContainer(buildah, image, {
          env,
          data,
          command: ["grant-manager", "Acme Logistics", "7000001"],
        });
        const { code, said } = await container.ended();
        assert.equal(code, 0, said);
        assert.match(said, /7000001 is an OpsManager of Acme Logistics now/);
      });
    } finally {
      await telegram.stop();
      await Deno.remove(data, { recursive: true });
    }
  },
);
