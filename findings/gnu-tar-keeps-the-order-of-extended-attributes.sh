#!/bin/sh
# Package: GNU tar 1.34 of Debian 12; seen 2026-11-29 on ext4 with Linux 6.18. python3 sets the attributes.
# Behaviour: the options that make an archive reproducible (--sort=name, --mtime, --owner, --group, pax headers without times
# and process numbers) do not make it so for files with several extended attributes. With --xattrs tar writes them in
# the order in which the file system lists them: on ext4 that is the order in which they were set. Two files with the same
# content and the same attributes give two archives. A tmpfs lists them in an order of its own, whatever the order in
# which they were set, so there the two archives are the same, and those of other file systems may be others.
# Whoever compares the digest of a tar before and after a copy must put the attributes in order first.
# Output seen:
#   ext4: the same attributes set in two orders: the archives differ; one attribute: they are the same
# Exits 1 if the behaviour is another one, or where the temporary folder is on a file system that sorts them.
set -u
work=$(mktemp -d "${TMPDIR:-/var/tmp}/xattrs.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
tar --version | head -n 1
file() {
  mkdir -p "$work/$1"
  python3 - "$work/$1/file" "$@" <<'EOF'
import os, sys
path = sys.argv[1]
open(path, "w").close()
for name in sys.argv[3:]:
    os.setxattr(path, "user." + name, b"value")
EOF
}
digest() {
  tar --xattrs --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=pax \
    --pax-option=exthdr.name=%d/%f,delete=atime,delete=ctime -C "$work/$1" -cf - file | sha256sum
}
compared() {
  if [ "$(digest "$1")" = "$(digest "$2")" ]; then echo the same; else echo differ; fi
}
file up one two three
file down three two one
file only one
file again one
system=$(stat -f -c %T "$work" | sed 's:ext2/ext3:ext4:')
seen="$system: the same attributes set in two orders: the archives $(compared up down); one attribute: they are $(compared only again)"
echo "$seen"
[ "$seen" = "ext4: the same attributes set in two orders: the archives differ; one attribute: they are the same" ]
