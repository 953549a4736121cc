import assert from "node:assert/strict";
import { listRenames } from "../../src/desk/departments/department_command.ts";
import { parseMinutes, serviceMinutes } from "../../src/desk/service_minutes.ts";
import { listTimeZones } from "../../src/desk/settings/find_time_zone.ts";
import { parseSetting } from "../../src/desk/settings/parse_setting.ts";
import { settings } from "../../src/config/settings.ts";
import * as v from "valibot";

Deno.test("minutes are whole numbers within their bounds", () => {
  for (
    const [words, minutes] of [
      ["15", 15],
      [" 15 min ", 15],
      ["15 minutes", 15],
      ["1", 1],
      ["10080", 10_080],
      ["0", null],
      ["10081", null],
      ["-5", null],
      ["1.5", null],
      ["1e3", null],
      ["soon", null],
      ["", null],
      ["99999999999999999999", null],
    ] as const
  ) {
    assert.equal(parseMinutes(words, serviceMinutes.claim), minutes, words);
  }
});

Deno.test("an organisation's minutes have the bounds of the operator's", () => {
  for (
    const [name, bounds] of [
      ["SLA_CLAIM_MINUTES", serviceMinutes.claim],
      ["SLA_RESOLVE_MINUTES", serviceMinutes.resolve],
      ["SUMMARY_MINUTES", serviceMinutes.summary],
    ] as const
  ) {
    for (
      const [minutes, good] of [
        [bounds.least - 1, false],
        [bounds.least, true],
        [bounds.most, true],
        [bounds.most + 1, false],
      ] as const
    ) {
      assert.equal(
        v.safeParse(settings[name], String(minutes)).success,
        good,
        `${name} ${minutes}`,
      );
    }
  }
});

Deno.test("a time zone goes by its name or a city's", () => {
  for (
    const [words, zones] of [
      ["America/Chicago", ["America/Chicago"]],
      ["america/chicago", ["America/Chicago"]],
      ["Chicago", ["America/Chicago"]],
      ["new york", ["America/New_York"]],
      [" Berlin ", ["Europe/Berlin"]],
      ["utc", ["UTC"]],
      ["+02:00", []],
      ["Mars", []],
      ["", []],
      ["/", []],
      ["<b>", []],
      ["../etc", []],
    ] as const
  ) {
    assert.deepEqual(listTimeZones(words), zones, words);
  }
});

Deno.test("a setting is changed, or what is wrong with the words is said", () => {
  assert.deepEqual(parseSetting("summary_minutes", "5"), {
    ok: true,
    change: { summaryMinutes: 5 },
    said: { type: "minutes_changed", setting: "summary_minutes", minutes: 5 },
  });
  assert.deepEqual(parseSetting("resolve_minutes", "x"), {
    ok: false,
    reason: { type: "minutes", least: 1, most: 43_200 },
  });
  assert.deepEqual(parseSetting("time_zone", " Nowhere "), {
    ok: false,
    reason: { type: "zone", words: "Nowhere", zones: [] },
  });
});

Deno.test("OLD to NEW parts at each to", () => {
  for (
    const [names, ways] of [
      ["Tyres to Wheels", [["Tyres", "Wheels"]]],
      ["Door to door to Delivery", [["Door", "door to Delivery"], ["Door to door", "Delivery"]]],
      ["Tyres TO Wheels", [["Tyres", "Wheels"]]],
      ["to Wheels", []],
      ["Tyres to", []],
      ["Tyres", []],
    ] as const
  ) {
    assert.deepEqual(listRenames(names).map(({ from, to }) => [from, to]), ways, names);
  }
});
