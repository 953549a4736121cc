import assert from "node:assert/strict";
import {
  cleanCode,
  createCode,
  hashCode,
  isSameHash,
} from "../../src/desk/connect/connection_code.ts";

Deno.test("a code has 128 bits, and no two are the same", () => {
  const codes = Array.from({ length: 200 }, createCode);
  assert.equal(new Set(codes).size, codes.length);
  for (const code of codes) assert.match(code, /^[0-9a-f]{32}$/);
});

Deno.test("a code is known however it was copied", () => {
  const code = createCode();
  const spaced = code.toUpperCase().replaceAll(/.{4}/g, "$& - ");
  assert.equal(cleanCode(` ${spaced}\n`), code);
});

Deno.test("the hash is SHA-256", async () => {
  // NIST, FIPS 180-2, appendix B.1.
  assert.equal(
    await hashCode("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

Deno.test("hashes are the same only where all of them is", async () => {
  const hash = await hashCode(createCode());
  assert.ok(isSameHash(hash, hash));
  for (let index = 0; index < hash.length; index++) {
    const other = hash[index] === "0" ? "1" : "0";
    const wrong = hash.slice(0, index) + other + hash.slice(index + 1);
    assert.ok(!isSameHash(hash, wrong) && !isSameHash(wrong, hash));
  }
  for (const wrong of ["", hash.slice(1), `${hash}${hash}`]) {
    assert.ok(!isSameHash(hash, wrong) && !isSameHash(wrong, hash));
  }
});
