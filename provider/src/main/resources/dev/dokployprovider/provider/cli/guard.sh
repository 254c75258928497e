# shellcheck shell=sh
# Given: the file of an entry in the register of unfinished creates, and the command line that takes it back. Waits for
# the end of its standard input, which is that of the create, and runs the command line if the file is still there.
# In a session of its own, so that a signal to the create's process group does not reach it. macOS has no setsid.
# shellcheck disable=SC2016
wait_and_run='
trap "" HUP INT QUIT TERM
cd /
file=$1
shift
while read -r _; do :; done
[ -f "$file" ] || exit 0
exec "$@"'
if command -v setsid >/dev/null 2>&1; then
  exec setsid sh -c "$wait_and_run" "$0" "$@"
elif command -v perl >/dev/null 2>&1; then
  exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV' sh -c "$wait_and_run" "$0" "$@"
fi
exec sh -c "$wait_and_run" "$0" "$@"
