// A third-party connector's own HTTP code: plain fetch, no OAuth library, none of the product's
// code. The tests use it to be given grants, and to see from the outside whether they still work.
//
//   node connector.mjs obtain METADATA_URL CLIENT_ID SECRET SCOPE USER PASSWORD
//   node connector.mjs refresh METADATA_URL CLIENT_ID SECRET REFRESH_TOKEN
//   node connector.mjs introspect METADATA_URL CLIENT_ID SECRET TOKEN
//   node connector.mjs userinfo METADATA_URL ACCESS_TOKEN
//
// Each prints one line of JSON with `status`, and exits 0 whatever the server answered;
// it exits 1 only where it could not ask at all. The redirect URI is
// https://CLIENT_ID.example/callback (nobody listens there; the code is read from the redirect),
// or CONNECTOR_REDIRECT_URI.

import { createHash, randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";

const patience = () => AbortSignal.timeout(30_000);
const random = () => randomBytes(32).toString("base64url");

async function metadata(url) {
  const answer = await fetch(url, { signal: patience() });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** Posts a form as the client (an empty secret: a public one); the answer's JSON with its status. */
async function asClient(url, client, secret, fields) {
  const basic = Buffer.from([client, secret].map(encodeURIComponent).join(":")).toString("base64");
  const answer = await fetch(url, {
    method: "POST",
    headers: { accept: "application/json", ...(secret && { authorization: `Basic ${basic}` }) },
    body: new URLSearchParams({ ...fields, ...(!secret && { client_id: client }) }),
    signal: patience(),
  });
  const text = await answer.text();
  let body = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    body = { text };
  }
  return { status: answer.status, ...body };
}

/** Cookies of one run, by host, path and name; enough for a login on one server. */
class Cookies {
  #jar = new Map();

  take(url, answer) {
    for (const line of answer.headers.getSetCookie()) {
      const [pair, ...rest] = line.split(";").map((part) => part.trim());
      const at = pair.indexOf("=");
      const attributes = new Map(rest.map((part) => part.split(/=(.*)/s, 2)).map(([k, v]) => [k.toLowerCase(), v]));
      const path = attributes.get("path") || "/";
      const gone = attributes.get("max-age") === "0" || Date.parse(attributes.get("expires")) <= Date.now();
      const key = `${url.host} ${path} ${pair.slice(0, at)}`;
      if (gone) this.#jar.delete(key);
      else this.#jar.set(key, { host: url.host, path, pair });
    }
  }

  header(url) {
    return [...this.#jar.values()]
      .filter(({ host, path }) => host === url.host && `${url.pathname}/`.startsWith(path.replace(/\/?$/, "/")))
      .map(({ pair }) => pair)
      .join("; ");
  }
}

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const unescape = (text) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(+decimal) : (entities[name] ?? all),
  );

/** Every attribute of one tag. */
function attributes(tag) {
  const found = {};
  for (const [, name, , a, b, c] of tag.matchAll(/([\w-]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)) {
    found[name.toLowerCase()] ??= unescape(a ?? b ?? c ?? "");
  }
  return found;
}

/** The forms of a page: where each one posts to, its fields and its buttons. */
function forms(html) {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gis)].map(([, head, inside]) => {
    const controls = [...inside.matchAll(/<(input|button)\b([^>]*)>/gis)].map(([, kind, rest]) => ({
      kind: kind.toLowerCase(),
      ...attributes(rest),
    }));
    const isButton = ({ kind, type }) => kind === "button" || type === "submit";
    return {
      ...attributes(head),
      fields: controls.filter((control) => control.name && !isButton(control)),
      buttons: controls.filter((control) => control.name && isButton(control)),
    };
  });
}

/** What a person would send from this page: the login, or "allow"; undefined where it asks neither. */
function fillIn(html, user, password) {
  for (const form of forms(html)) {
    const body = new URLSearchParams(form.fields.filter((f) => f.type === "hidden").map((f) => [f.name, f.value ?? ""]));
    if (form.fields.some(({ name }) => name === "password")) {
      body.set("username", user);
      body.set("password", password);
      return { form, body, login: true };
    }
    const allow = form.buttons.find(({ name, value }) => name === "accept" || (name === "decision" && value === "allow"));
    if (allow) {
      body.set(allow.name, allow.value ?? "");
      return { form, body };
    }
  }
  return undefined;
}

/** Runs the code flow as the person would in a browser; returns the token answer. */
export async function obtain(metadataUrl, client, secret, scope, user, password) {
  const server = await metadata(metadataUrl);
  const redirect = process.env.CONNECTOR_REDIRECT_URI || `https://${client}.example/callback`;
  const verifier = random();
  const state = random();
  const cookies = new Cookies();
  const ask = new URL(server.authorization_endpoint);
  for (const [name, value] of Object.entries({
    response_type: "code",
    client_id: client,
    redirect_uri: redirect,
    scope,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    // OpenID Connect Core, 11: without it a provider leaves offline_access out.
    ...(scope.split(" ").includes("offline_access") && { prompt: "consent" }),
  })) {
    ask.searchParams.set(name, value);
  }

  let url = ask;
  let send = { method: "GET" };
  let logins = 0;
  for (let step = 0; step < 20; step += 1) {
    const answer = await fetch(url, {
      ...send,
      redirect: "manual",
      headers: { cookie: cookies.header(url), accept: "text/html" },
      signal: patience(),
    });
    cookies.take(url, answer);
    const location = answer.headers.get("location");
    if (location) {
      const next = new URL(location, url);
      if (next.href.startsWith(redirect)) {
        if (next.searchParams.get("state") !== state) throw new Error("the redirect carries another state");
        const code = next.searchParams.get("code");
        if (!code) return { status: 0, error: next.searchParams.get("error"), error_description: next.searchParams.get("error_description") };
        return asClient(server.token_endpoint, client, secret, {
          grant_type: "authorization_code",
          code,
          redirect_uri: redirect,
          code_verifier: verifier,
        });
      }
      url = next;
      send = { method: "GET" };
      continue;
    }
    const html = await answer.text();
    const filled = fillIn(html, user, password);
    if (!filled) throw new Error(`neither a login nor a consent page at ${url} (${answer.status}): ${html.slice(0, 2000)}`);
    if (filled.login && (logins += 1) > 1) return { status: 0, error: "login_refused" };
    url = new URL(filled.form.action || url, url);
    send = { method: "POST", body: filled.body };
  }
  throw new Error("the sign-in never came to an end");
}

export async function refresh(metadataUrl, client, secret, token) {
  const server = await metadata(metadataUrl);
  return asClient(server.token_endpoint, client, secret, { grant_type: "refresh_token", refresh_token: token });
}

export async function introspect(metadataUrl, client, secret, token) {
  const server = await metadata(metadataUrl);
  return asClient(server.introspection_endpoint, client, secret, { token });
}

export async function userinfo(metadataUrl, token) {
  const server = await metadata(metadataUrl);
  const answer = await fetch(server.userinfo_endpoint, { headers: { authorization: `Bearer ${token}` }, signal: patience() });
  const body = answer.ok ? await answer.json() : { challenge: answer.headers.get("www-authenticate") };
  return { status: answer.status, ...body };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const verbs = { obtain, refresh, introspect, userinfo };
  const [verb, ...rest] = process.argv.slice(2);
  if (!Object.hasOwn(verbs, verb ?? "") || rest.length !== verbs[verb].length) {
    console.error("usage: connector.mjs obtain|refresh|introspect|userinfo METADATA_URL … (see the head of the file)");
    process.exit(2);
  }
  try {
    console.log(JSON.stringify(await verbs[verb](...rest)));
  } catch (error) {
    console.error(`connector.mjs: ${error.message}`, error.cause ?? "");
    process.exit(1);
  }
}
