#!/bin/sh
# Makes the file that is shipped for a Unix: sh that unpacks what it carries, the launcher, and a gzip'd tar.
#   dist/unix/pack.sh PLATFORM VERSION FOLDER FILE
set -eu

platform=$1
version=$2
folder=$3
file=$4
here=$(cd "$(dirname "$0")" && pwd)
part=$(mktemp -d)
trap 'rm -rf "$part"' EXIT
trap 'exit 130' INT TERM

sh "$here/../tar.sh" "$folder" "$part/tar" "$part/payload"

sum=$(cd "$folder" && find runtime modules -type f -exec cksum {} + | LC_ALL=C sort | cksum)
id=$(cat "$part/tar" "$here/carried.sh" | sha256sum)
id=$version-$(echo "$id" | cut -c 1-16)

# Writes what stands before the payload. carried_start has always the same number of digits.
head_of() {
  cat <<HEAD
#!/bin/sh
# dokploy-provider $version for $platform. What it carries is unpacked into the user's cache folder.
carried_id=$id
carried_platform=$platform
carried_start=$1
carried_sum='$sum'
carried_payload='$(cksum <"$part/payload")'
carried_verb=\${1-}
carried_training=
if [ -n "\${ZSH_VERSION-}" ]; then emulate sh; fi
HEAD
  sed '/^#/d; /^ *# /d; /^$/d' "$here/carried.sh"
  sed '1d' "$here/../../launcher/dokploy-provider.sh"
  echo 'exit 255'
}

# tail counts from 1; the number's length must not depend on it.
length=$(head_of 0000000 | wc -c)
head_of "$(printf '%07d' $((length + 1)))" >"$part/file"
cat "$part/payload" >>"$part/file"
chmod 755 "$part/file"
mv "$part/file" "$file"
