#!/bin/sh
# Which shells the launcher's tests run under, between commas. zsh and mksh are /bin/sh hardly anywhere: they are left out
# where the launcher, its tests and both shells are what they were in the last green run under all, which a file keeps.
# With TEST_ALL=true none is left out.
#   tools/shells.sh          prints them
#   tools/shells.sh proven   after a green run under all of them: writes the file
set -eu
cd "$(dirname "$0")/.."
file=launcher/src/test/resources/dev/dokployprovider/launcher/proven-shells.txt
always=dash,bash,busybox

versions() { zsh --version && mksh -c "echo \"\$KSH_VERSION\""; }

# Of all that such a run depends on, but for what the tests of every run show as well.
digest() {
  seen=$(versions 2>/dev/null) || return 1
  {
    echo "$seen"
    find launcher/dokploy-provider.sh launcher/src -type f ! -name "${file##*/}" | LC_ALL=C sort | xargs sha256sum
  } | sha256sum | cut -d ' ' -f 1
}

if [ "${1:-}" = proven ]; then
  now=$(digest) || { echo "shells.sh: zsh or mksh is missing, so nothing is proven." >&2 && exit 1; }
  {
    echo "# The last green run of the launcher's tests under zsh and mksh. \`make test-all\` writes it."
    echo "date $(date -u +%Y-%m-%d)"
    echo "inputs $now"
  } >"$file"
elif [ "${TEST_ALL:-}" != true ] && now=$(digest) && grep -qx "inputs $now" "$file" 2>/dev/null; then
  echo "$always"
else
  echo "$always,zsh,mksh"
fi
