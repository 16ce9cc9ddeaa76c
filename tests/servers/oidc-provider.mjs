// A real authorization server (the npm package oidc-provider) that also serves the grants profile
// (src-tauri/core/contracts/grants-profile.openapi.yaml), for the tests, on loopback only.
//
//   node oidc-provider.mjs PORT [FILE]
//
// Prints "ready" on stdout once it listens; SIGTERM or SIGINT ends it. With FILE everything it
// knows survives a restart on the same port. People: alice/alice, bob/bob. Clients: `renkei` (native, public),
// and the connectors kakeibo, keihi and yokocho with the secret CLIENT_ID-secret and the redirect
// URI https://CLIENT_ID.example/callback.

import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";

// The library talks about development settings on stdout, where only "ready" belongs.
console.info = console.warn;
const { Provider, errors } = await import("oidc-provider");

const port = Number(process.argv[2]);
const file = process.argv[3];
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error("usage: oidc-provider.mjs PORT [FILE]");
  process.exit(2);
}
const issuer = `http://127.0.0.1:${port}`;
const now = () => Math.floor(Date.now() / 1000);

// ---- what this issuer knows -------------------------------------------------------------

const people = new Map([
  ["alice", "alice"],
  ["bob", "bob"],
]);

const appScopes = ["openid", "offline_access", "grants:read", "grants:end"];
const connectors = {
  kakeibo: { company: { ja: "かけいぼ株式会社", en: "Kakeibo Inc." }, service: { ja: "かけいぼ日和", en: "Kakeibo Biyori" } },
  keihi: { company: { ja: "株式会社けいひ番", en: "Keihiban Inc." }, service: { ja: "けいひ番", en: "Keihiban" } },
  yokocho: { company: { ja: "横丁ポイント合同会社", en: "Yokocho Points LLC" }, service: { ja: "よこちょポイント", en: "Yokocho Points" } },
  renkei: { company: { ja: "連携（このアプリ）", en: "Renkei (this app)" }, service: { ja: "連携", en: "Renkei" } },
};
const words = {
  openid: { access: "authentication", effect: "none", words: { ja: "あなたを見分ける番号を受けとる", en: "Receive a number that identifies you" } },
  statements: { access: "reference", effect: "none", words: { ja: "利用明細を見る", en: "See your statements" } },
  points: { access: "update", effect: "changes_data", words: { ja: "ポイントを書きかえる", en: "Change your points" } },
  payments: { access: "update", effect: "moves_money", words: { ja: "支払いを指図する", en: "Order payments" } },
  "grants:read": { access: "reference", effect: "none", words: { ja: "連携の一覧を見る", en: "See your grants" } },
  "grants:end": { access: "update", effect: "changes_data", words: { ja: "連携を解除する", en: "End your grants" } },
  offline_access: { access: "reference", effect: "none", words: { ja: "あなたがいない間もつづける", en: "Go on while you are away" } },
};
const connectorScopes = ["openid", "offline_access", "statements", "points", "payments"];

// ---- storage: plain maps, written to FILE as a whole after each change --------------------

const saved = file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
const rows = new Map(saved.rows); // "Model id" -> { payload, expires }
const ledger = new Map(saved.ledger); // "holder client" -> { id, holder, client, births, changed }
const cookieKey = saved.cookieKey ?? randomBytes(32).toString("base64url");
const signingKey =
  saved.signingKey ?? generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

let pending;
function changed() {
  if (!file) return;
  pending ??= setImmediate(save);
}
function save() {
  pending = undefined;
  const text = JSON.stringify({ rows: [...rows], ledger: [...ledger], cookieKey, signingKey });
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

const ofGrant = ["AccessToken", "RefreshToken", "AuthorizationCode", "DeviceCode", "BackchannelAuthenticationRequest"];

class Adapter {
  constructor(model) {
    this.model = model;
  }

  #key(id) {
    return `${this.model} ${id}`;
  }

  #where(test) {
    for (const [key, { payload, expires }] of rows) {
      if (key.startsWith(`${this.model} `) && test(payload) && expires > now()) return payload;
    }
    return undefined;
  }

  async upsert(id, payload, expiresIn) {
    rows.set(this.#key(id), { payload, expires: expiresIn ? now() + expiresIn : Number.MAX_SAFE_INTEGER });
    changed();
  }

  async find(id) {
    const row = rows.get(this.#key(id));
    return row && row.expires > now() ? row.payload : undefined;
  }

  async findByUid(uid) {
    return this.#where((payload) => payload.uid === uid);
  }

  async findByUserCode(code) {
    return this.#where((payload) => payload.userCode === code);
  }

  async consume(id) {
    const row = rows.get(this.#key(id));
    if (row) row.payload.consumed = now();
    changed();
  }

  async destroy(id) {
    rows.delete(this.#key(id));
    changed();
  }

  async revokeByGrantId(grantId) {
    for (const [key, { payload }] of rows) {
      if (key.startsWith(`${this.model} `) && payload.grantId === grantId) rows.delete(key);
    }
    changed();
  }
}

// ---- the authorization server --------------------------------------------------------------

const provider = new Provider(issuer, {
  adapter: Adapter,
  clients: [
    {
      client_id: "renkei",
      client_name: "Renkei",
      application_type: "native",
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      redirect_uris: ["http://127.0.0.1/callback"],
      scope: appScopes.join(" "),
    },
    ...Object.entries(connectors)
      .filter(([id]) => id !== "renkei")
      .map(([id, { service }]) => ({
        client_id: id,
        client_name: service.ja,
        client_secret: `${id}-secret`,
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: [`https://${id}.example/callback`],
        scope: connectorScopes.join(" "),
      })),
  ],
  scopes: [...new Set([...appScopes, ...connectorScopes])],
  claims: { openid: ["sub"] },
  jwks: { keys: [{ ...signingKey, use: "sig", alg: "RS256", kid: "tests" }] },
  cookies: { keys: [cookieKey] },
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    revocation: { enabled: true },
    introspection: { enabled: true },
  },
  findAccount: async (_ctx, accountId) => people.has(accountId) && { accountId, claims: async () => ({ sub: accountId }) },
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  // Every client here may refresh, also one that did not send prompt=consent with offline_access,
  // and refresh tokens outlive the browser's session.
  issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed("refresh_token"),
  expiresWithSession: async () => false,
  rotateRefreshToken: () => true,
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 1800, Grant: 90 * 86400, RefreshToken: 90 * 86400 },
});

provider.on("server_error", (_ctx, error) => console.error(error));
provider.on("grant.revoked", (ctx, grantId) => died(grantId, ctx?.oidc?.client ? "connector" : "issuer"));

// ---- the ledger: one line for each holder and client, with every birth of that grant ----------

const lineOf = (holder, client) => `${holder} ${client}`;

function born(grantId, holder, client) {
  const key = lineOf(holder, client);
  const id = createHash("sha256").update(`${issuer} ${key}`).digest("base64url").slice(0, 22);
  const line = ledger.get(key) ?? { id, holder, client, births: [] };
  line.births.push({ grantId, at: Date.now() });
  line.changed = Date.now();
  ledger.set(key, line);
  changed();
}

function died(grantId, by) {
  for (const line of ledger.values()) {
    const birth = line.births.find((each) => each.grantId === grantId && !each.ended);
    if (!birth) continue;
    birth.ended = Date.now();
    birth.by = by;
    line.changed = Date.now();
    changed();
  }
}

async function endGrant(grantId) {
  for (const model of ofGrant) await provider[model].revokeByGrantId(grantId);
  await provider.Grant.adapter.destroy(grantId);
  died(grantId, "holder");
}

const time = (ms) => new Date(ms).toISOString();

/** The profile's Grant as it stands now. */
function item(line) {
  const newest = line.births.at(-1);
  const standing = line.births.filter((birth) => !birth.ended);
  const grants = standing.map(({ grantId }) => rows.get(`Grant ${grantId}`)).filter((row) => row && row.expires > now());
  const tokens = [];
  for (const [key, { payload, expires }] of rows) {
    const kind = { AccessToken: "access", RefreshToken: "refresh" }[key.split(" ")[0]];
    if (!kind || payload.consumed || expires <= now()) continue;
    if (!standing.some(({ grantId }) => grantId === payload.grantId)) continue;
    tokens.push({ kind, issued_at: time(payload.iat * 1000), expires_at: time(expires * 1000) });
  }
  const furthest = (kind) => tokens.filter((token) => token.kind === kind).map((token) => token.expires_at).sort().at(-1);
  const status =
    standing.length === 0
      ? { state: "ended", since: time(newest.ended), by: newest.by }
      : { state: grants.length > 0 ? "active" : "expired" };
  if (grants.length > 0) line.scopes = [...new Set(grants.flatMap(({ payload }) => (payload.openid?.scope ?? "").split(" ")))].filter(Boolean);
  const scopes = line.scopes ?? [];
  const access = furthest("access");
  const refresh = furthest("refresh");
  return {
    id: line.id,
    birth: newest.grantId,
    status,
    subject: { kind: "person" },
    connector: { id: line.client, name: connectors[line.client].company },
    service: { id: line.client, name: connectors[line.client].service },
    scopes: [{ scope: scopes.join(" ") }],
    permissions: scopes.filter((scope) => words[scope]).map((scope) => ({ scope, ...words[scope] })),
    granted_at: time(newest.at),
    updated_at: time(line.changed),
    ...(access && { access_until: { at: access } }),
    ...(refresh && { refreshable: { until: refresh } }),
    tokens,
  };
}

// ---- the profile's routes ------------------------------------------------------------------

class Problem extends Error {
  constructor(status, title, headers = {}) {
    super(title);
    Object.assign(this, { status, headers });
  }
}

function answer(res, status, body, headers = {}) {
  const type = status >= 400 ? "application/problem+json" : "application/json";
  res.writeHead(status, { "cache-control": "no-store", ...(body && { "content-type": type }), ...headers });
  res.end(body ? JSON.stringify(body) : undefined);
}

async function holderOf(req, scope) {
  const bearer = /^Bearer +([\w.~+/-]+=*)$/i.exec(req.headers.authorization ?? "")?.[1];
  if (!bearer) throw new Problem(401, "no bearer token", { "www-authenticate": "Bearer" });
  const token = await provider.AccessToken.find(bearer);
  if (!token?.isValid) {
    throw new Problem(401, "invalid_token", { "www-authenticate": 'Bearer error="invalid_token"' });
  }
  if (!token.scopes.has(scope)) {
    throw new Problem(403, "insufficient_scope", { "www-authenticate": `Bearer error="insufficient_scope", scope="${scope}"` });
  }
  return token.accountId;
}

function readCursor(text) {
  try {
    const { before, id, since } = JSON.parse(Buffer.from(text, "base64url"));
    if (!Number.isFinite(before) || typeof id !== "string") throw new Error("shape");
    return { before, id, since };
  } catch {
    throw new Problem(400, "the cursor is not one of ours");
  }
}

async function grants(req, res, url) {
  const id = decodeURIComponent(url.pathname.replace(/^\/grants\/?/, ""));
  if (req.method === "GET" && id === "") {
    const holder = await holderOf(req, "grants:read");
    const limit = Number(url.searchParams.get("limit") ?? 100);
    if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new Problem(400, "limit is 1 to 200");
    const cursor = url.searchParams.has("cursor") ? readCursor(url.searchParams.get("cursor")) : undefined;
    const since = cursor ? cursor.since : url.searchParams.has("updated_since") ? Date.parse(url.searchParams.get("updated_since")) : undefined;
    if (Number.isNaN(since)) throw new Problem(400, "updated_since is no date-time");
    const found = [...ledger.values()]
      .filter((line) => line.holder === holder && (since === undefined || line.changed >= since))
      .sort((a, b) => b.changed - a.changed || (a.id < b.id ? -1 : 1))
      .filter((line) => !cursor || line.changed < cursor.before || (line.changed === cursor.before && line.id > cursor.id));
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const next = last && Buffer.from(JSON.stringify({ before: last.changed, id: last.id, since })).toString("base64url");
    return answer(res, 200, { items: page.map(item), next_cursor: next ?? null, as_of: time(Date.now()) });
  }
  if (req.method !== "GET" && req.method !== "DELETE") throw new Problem(405, "method not allowed", { allow: "GET, DELETE" });
  const holder = await holderOf(req, req.method === "GET" ? "grants:read" : "grants:end");
  const line = [...ledger.values()].find((each) => each.holder === holder && each.id === id);
  if (!line) throw new Problem(404, "no such grant");
  if (req.method === "GET") return answer(res, 200, item(line), { etag: `"${line.births.at(-1).grantId}"` });

  const named = /^"([^"]+)"$/.exec(req.headers["if-match"] ?? "")?.[1];
  if (!req.headers["if-match"]) throw new Problem(428, "If-Match must name the birth");
  const newest = line.births.at(-1);
  if (named === newest.grantId && !newest.ended) {
    // Older births that still stand (another browser, another day) end with the newest one.
    for (const birth of line.births.filter((each) => !each.ended)) await endGrant(birth.grantId);
    return answer(res, 204);
  }
  if (line.births.some((birth) => birth.grantId === named && birth.ended)) return answer(res, 204);
  throw new Problem(412, "given anew since; nothing was ended");
}

const wellKnown = {
  version: 1,
  issuer,
  client_id: "renkei",
  adapter: "profile",
  grants_endpoint: `${issuer}/grants`,
  redirect: "loopback_any_port",
  scopes: appScopes,
  poll: { min_seconds: 5 },
};

// ---- the pages: a login, a consent -----------------------------------------------------------

const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);

function page(res, status, title, body) {
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  res.end(`<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>body{font:17px/1.7 sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem}
label{display:block;margin:1rem 0}input{font:inherit;width:100%;padding:.4rem}button{font:inherit;padding:.5rem 1.2rem;margin:1rem .6rem 0 0}</style>
<h1>${escape(title)}</h1>${body}</html>`);
}

async function formOf(req) {
  const parts = [];
  let size = 0;
  for await (const part of req) {
    size += part.length;
    if (size > 16384) throw new Problem(413, "too much");
    parts.push(part);
  }
  return new URLSearchParams(Buffer.concat(parts).toString());
}

const loginPage = (res, uid, status, note = "") =>
  page(
    res,
    status,
    "もみじペイ（テスト） ログイン",
    `<p role="alert">${escape(note)}</p><form method="post" action="/interaction/${escape(uid)}">
<label>お名前 <input name="username" autocomplete="username"></label>
<label>パスワード <input name="password" type="password" autocomplete="current-password"></label>
<button type="submit">ログイン</button></form>`,
  );

async function interaction(req, res) {
  const { uid, prompt, params, session, grantId } = await provider.interactionDetails(req, res);
  if (req.method === "GET" && prompt.name === "login") return loginPage(res, uid, 200);
  if (req.method === "GET") {
    const asked = params.scope.split(" ").map((scope) => `<li>${escape(words[scope]?.words.ja ?? scope)}</li>`);
    const name = connectors[params.client_id].service.ja;
    return page(
      res,
      200,
      `${name}との連携`,
      `<p>「${escape(name)}」に次のことを許しますか。</p><ul>${asked.join("")}</ul>
<form method="post" action="/interaction/${escape(uid)}"><button name="decision" value="deny">許さない</button><button name="decision" value="allow">許す</button></form>`,
    );
  }
  const form = await formOf(req);
  if (prompt.name === "login") {
    const user = form.get("username");
    if (!people.has(user) || people.get(user) !== form.get("password")) return loginPage(res, uid, 401, "お名前かパスワードが違います");
    return provider.interactionFinished(req, res, { login: { accountId: user } }, { mergeWithLastSubmission: false });
  }
  if (form.get("decision") !== "allow") {
    return provider.interactionFinished(req, res, { error: "access_denied", error_description: "the holder said no" }, { mergeWithLastSubmission: false });
  }
  // Each "allow" is a grant given anew: a Grant of its own, that holds what was allowed before too.
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  const before = grantId && (await provider.Grant.find(grantId));
  for (const scope of [before?.getOIDCScope(), prompt.details.missingOIDCScope?.join(" ")]) if (scope) grant.addOIDCScope(scope);
  const consent = { grantId: await grant.save() };
  born(consent.grantId, session.accountId, params.client_id);
  return provider.interactionFinished(req, res, { consent }, { mergeWithLastSubmission: true });
}

// ---- the server --------------------------------------------------------------------------------

const oidc = provider.callback();
const server = createServer(async (req, res) => {
  const url = new URL(req.url, issuer);
  try {
    if (url.pathname === "/.well-known/renkei-issuer") return answer(res, 200, wellKnown);
    if (/^\/grants(\/|$)/.test(url.pathname)) return await grants(req, res, url);
    if (url.pathname.startsWith("/interaction/")) return await interaction(req, res);
    return await oidc(req, res);
  } catch (error) {
    if (res.headersSent) return res.destroy();
    if (error instanceof Problem) return answer(res, error.status, { title: error.message, status: error.status }, error.headers);
    if (error instanceof errors.SessionNotFound) return page(res, 400, "もう一度はじめからお願いします", "");
    console.error(error);
    return answer(res, 500, { title: "internal error", status: 500 });
  }
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, () => {
    if (file) save();
    process.exit(0);
  });
}
server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => console.log("ready"));
