#!/bin/sh
# Package: @dokploy/cli 0.30.7 of npm; seen 2026-11-28. Needs node and npm.
# Behaviour: a read with an argument, such as `dokploy compose one --composeId ID`, asks for
# /api/trpc/compose.one?input={"composeId":"ID"}, without the {"json": ...} around it that Dokploy's tRPC reads (0.22.7 to
# 0.30.2 answer such a call with 400, "expected object, received undefined"). Writes of the same program have it.
# A server of this script takes the call down.
# Output seen:
#   GET /api/trpc/compose.one?input={"composeId":"abc"}
# Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
npm install --silent --no-audit --no-fund --prefix . @dokploy/cli@0.30.7 >/dev/null || exit 1
cat >server.js <<'J'
const fs = require('fs');
const server = require('http').createServer((request, response) => {
  fs.appendFileSync('calls', request.method + ' ' + decodeURIComponent(request.url) + '\n');
  response.setHeader('content-type', 'application/json');
  response.end('[{"result":{"data":{"json":{}}}}]');
});
server.listen(0, '127.0.0.1', () => {
  fs.writeFileSync('port.new', String(server.address().port));
  fs.renameSync('port.new', 'port');
});
J
node server.js &
server=$!
timeout 10 sh -c 'until [ -s port ]; do :; done' || exit 1
HOME=$work DOKPLOY_URL=http://127.0.0.1:$(cat port) DOKPLOY_API_KEY=none timeout 60 \
  node_modules/.bin/dokploy compose one --composeId abc >/dev/null 2>&1
cat calls
[ "$(cat calls)" = 'GET /api/trpc/compose.one?input={"composeId":"abc"}' ]
