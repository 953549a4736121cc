import { badRequest } from "../bot_api_error.ts";
import { text } from "../parameters.ts";
import { createMethod } from "./create_method.ts";

const FOLDERS = { photo: "photos", voice: "voice", document: "documents" };

/** What describes the file. Its path leads nowhere: the sandbox gives a bot no downloads. */
export const getFile = createMethod({
  name: "getFile",
  parameters: { file_id: text },
  run({ world }, parameters) {
    const file = world.files.get(parameters.file_id);
    if (file === undefined) throw badRequest("invalid file_id");
    return {
      file_id: file.fileId,
      file_unique_id: file.uniqueId,
      file_size: file.size,
      file_path: `${FOLDERS[file.kind]}/${file.fileName ?? file.uniqueId}`,
    };
  },
});
