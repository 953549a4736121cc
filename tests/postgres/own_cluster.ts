/** A Postgres server of a test's own, to be stopped, started again, copied and promoted. */
import { findFreePort } from "../../tools/find_free_port.ts";
import {
  type Cluster,
  createCluster,
  findPostgres,
  giveToServer,
  openCluster,
} from "../../tools/postgres/cluster.ts";
import { type Requirement, server } from "../requirement.ts";

export interface OwnCluster extends Cluster {
  /** A server that follows this one and takes no writes, until it is promoted. */
  createStandby(): Promise<OwnCluster>;
  /** Stops it and takes its files away. */
  remove(): Promise<void>;
}

/** In the run of the tests that has a server: one is enough. */
export const ownCluster: Requirement = {
  isMet: findPostgres() !== null && server.isMet,
  howTo: `apt-get install -y postgresql; ${server.howTo}`,
};

const settings = { fsync: "off" };

export async function createOwnCluster(): Promise<OwnCluster> {
  return own(await createCluster(await makeFolder(), settings));
}

function own(cluster: Cluster): OwnCluster {
  return {
    ...cluster,
    async createStandby() {
      const folder = await makeFolder();
      await giveToServer(folder);
      await cluster.run("pg_basebackup", "-D", `${folder}/data`, "-c", "fast", "-R", "--no-sync");
      const standby = openCluster({ folder, port: findFreePort(), settings });
      await standby.start();
      return own(standby);
    },
    async remove() {
      // It may be stopped already.
      await cluster.stop("immediate").catch(() => {});
      await Deno.remove(cluster.folder, { recursive: true });
    },
  };
}

function makeFolder(): Promise<string> {
  return Deno.makeTempDir({ prefix: "roadcall_cluster_" });
}
