// Adds the issuer's own scopes to the freshly imported realm.
//
//   node scopes.mjs http://127.0.0.1:PORT
//
// They cannot stand in realm.json: an import with `clientScopes` of its own gets none of the
// built-in ones, and with them go the roles and `sub` of every token.

const base = process.argv[2];
const admin = `${base}/admin/realms/minato`;

// `text` is what the consent page says; without it the page says the name.
const scopes = [
  { name: "statements", text: "利用明細を見る（最長24か月）", clients: ["kakeibo", "keihi", "yokocho"] },
  { name: "points", clients: ["yokocho", "tsumitate"] },
  { name: "payments", text: "お金を動かす（支払いの指図）", clients: ["keihi", "yokocho"] },
];

async function call(method, url, token, body) {
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

const signIn = await fetch(`${base}/realms/master/protocol/openid-connect/token`, {
  method: "POST",
  body: new URLSearchParams({ grant_type: "password", client_id: "admin-cli", username: "admin", password: "admin" }),
});
if (!signIn.ok) throw new Error(`admin sign-in: ${signIn.status} ${await signIn.text()}`);
const { access_token: token } = await signIn.json();

const clients = await (await call("GET", `${admin}/clients?max=100`, token)).json();
const idOf = new Map(clients.map((client) => [client.clientId, client.id]));

for (const { name, text, clients: users } of scopes) {
  const made = await call("POST", `${admin}/client-scopes`, token, {
    name,
    protocol: "openid-connect",
    attributes: {
      "include.in.token.scope": "true",
      "display.on.consent.screen": "true",
      ...(text && { "consent.screen.text": text }),
    },
  });
  const scope = made.headers.get("location").split("/").pop();
  for (const client of users) {
    await call("PUT", `${admin}/clients/${idOf.get(client)}/optional-client-scopes/${scope}`, token);
  }
}
