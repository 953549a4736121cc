/**
 * The Bot API as data, in the shape of the published `telegram-bot-api.json`: only what is
 * read from it here. Where the environment's `BOT_API_SPEC` names such a file, each call is
 * checked against it too.
 */
export interface SpecField {
  name: string;
  types: string[];
  required: boolean;
  description: string;
}

export interface SpecMethod {
  name: string;
  description: string[];
  fields?: SpecField[] | undefined;
}

export interface SpecType {
  name: string;
  fields?: SpecField[] | undefined;
  subtypes?: string[] | undefined;
}

export interface BotApiSpec {
  version: string;
  methods: Record<string, SpecMethod>;
  types: Record<string, SpecType>;
}
