#!/bin/sh
# Runs the scenarios of a machine's life against a real Dokploy, which DOKPLOY_SERVER_URL and DOKPLOY_API_TOKEN name, in
# a project of their own, and removes it again. The provider's other options count too, such as DOKPLOY_SSH_HOST.
# With BUILT=true it takes what was built before.
set -eu
cd "$(dirname "$0")/.."

missing=0
need() {
  echo "Missing: $1, $2" >&2
  missing=1
}
[ -n "${DOKPLOY_SERVER_URL:-}" ] || need DOKPLOY_SERVER_URL "the address of a Dokploy, such as https://dokploy.example.com"
[ -n "${DOKPLOY_API_TOKEN:-}" ] || need DOKPLOY_API_TOKEN "an API key of it (Settings > Profile > API/CLI Keys on its page)"
if [ "$missing" = 1 ]; then
  echo "Have the key in the environment (export DOKPLOY_API_TOKEN), so that it is in no command line, then:" >&2
  echo "  make test-live DOKPLOY_SERVER_URL=https://dokploy.example.com" >&2
  exit 2
fi

JAVA_HOME=$(tools/jdk.sh)
export JAVA_HOME
if [ "${BUILT:-}" != true ]; then
  ./mvnw -B -ntp -q package -DskipTests
fi
cd e2e
exec "$JAVA_HOME/bin/java" -cp "target/test-classes:$(cat target/classpath)" dev.dokployprovider.e2e.scenarios.Live
