import { timingSafeEqual } from "node:crypto";

/** Whether a request's `Authorization` header carries this bearer token; in constant time. */
export function carriesBearer(request: Request, token: string): boolean {
  const given = new TextEncoder().encode(request.headers.get("authorization") ?? "");
  const wanted = new TextEncoder().encode(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
