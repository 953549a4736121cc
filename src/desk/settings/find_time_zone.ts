/** How many zones a question names. */
const mostNamed = 5;

/**
 * The IANA zone that people mean by its name or by a city: "America/Chicago", "chicago",
 * "New York". More than one where a city's name fits several, none where nothing does.
 */
export function listTimeZones(words: string): readonly string[] {
  const wanted = words.trim().replaceAll(/\s+/g, "_");
  // Intl also takes offsets such as +02:00, which know nothing of daylight saving.
  if (!/^[A-Za-z][\w/+-]*$/.test(wanted)) return [];
  const city = `/${wanted.toLowerCase()}`;
  const cities = Intl.supportedValuesOf("timeZone")
    .filter((zone) => zone.toLowerCase().endsWith(city));
  if (cities.length > 0) return cities.slice(0, mostNamed);
  const zone = canonicalise(wanted);
  return zone === null ? [] : [zone];
}

function canonicalise(name: string): string | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
