import * as v from "valibot";
import type { Buildah } from "./buildah.ts";

const configSchema = v.object({
  User: v.string(),
  Env: v.array(v.string()),
  Entrypoint: v.array(v.string()),
  Cmd: v.array(v.string()),
  WorkingDir: v.string(),
  Volumes: v.record(v.string(), v.unknown()),
  Healthcheck: v.object({ Test: v.array(v.string()) }),
});

/** What an image says of how it is to be run. */
export type ImageConfig = v.InferOutput<typeof configSchema>;

const schema = v.object({ Docker: v.object({ config: configSchema }) });

export async function readImageConfig(buildah: Buildah, image: string): Promise<ImageConfig> {
  const text = await buildah.run("inspect", "--type", "image", image);
  return v.parse(schema, JSON.parse(text)).Docker.config;
}
