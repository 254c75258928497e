#!/bin/sh
# Makes what is released, for all platforms, on one Linux computer: one program file for each platform, provider.yaml,
# SHA256SUMS, an SBOM and the licences.
#   dist/dist.sh CLASSPATH-FILE OUT-FOLDER VERSION [PLATFORM...]
# Needs JAVA_HOME, and pip where a runtime was not fetched before. DIST_URL is the address of the release; without it
# provider.yaml names the files in OUT-FOLDER. Two runs of one commit make the same bytes.
set -eu

classpath=$(cat "$1")
out=$2
version=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -eq 0 ]; then
  # shellcheck disable=SC2046 # words
  set -- $(sed -n 's/^\([a-z]*-[a-z0-9]*\) .*/\1/p' "$here/runtimes.txt")
fi
cache=${DIST_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/dokploy-provider/runtimes}
mkdir -p "$out" "$cache"
out=$(cd "$out" && pwd)
part=$(mktemp -d "$out/.dist.XXXXXX")
trap 'rm -rf "$part"' EXIT
trap 'exit 130' INT TERM

say() { echo "dist: $*"; }

# The provider's own modules, and what they need.
mkdir "$part/modules"
old_ifs=$IFS
IFS=:
for jar in $classpath; do
  case ${jar##*/} in
    dokploy-client-*.jar | dokploy-provider-*.jar | picocli-*.jar | snakeyaml-engine-*.jar) cp "$jar" "$part/modules/" ;;
  esac
done
IFS=$old_ifs

# Symbols that only a debugger needs, where there is a program for the platform's files. macOS' are signed.
strip_all() {
  case $1 in
    linux-amd64) strip=x86_64-linux-gnu-strip ;;
    linux-arm64) strip=aarch64-linux-gnu-strip ;;
    *) return 0 ;;
  esac
  command -v "$strip" >/dev/null 2>&1 || {
    say "$strip is missing (binutils), so $1 gets larger"
    return 0
  }
  chmod -R u+w "$2"
  "$strip" --strip-unneeded "$2"/bin/java "$2"/lib/jspawnhelper "$2"/lib/*.so "$2"/lib/server/*.so
}

# `--compress=1` shares strings between classes. gzip then leaves 0.7 MB less than of classes as they are, and less than
# of classes that are compressed already; an AOT cache holds most classes anyway.
link() {
  base=$(sh "$here/runtime/base.sh" "$1" "$cache")
  "$JAVA_HOME/bin/jlink" --module-path "$base:$part/modules" --add-modules dev.dokployprovider.provider \
    --strip-java-debug-attributes --no-header-files --no-man-pages --compress=1 \
    --disable-plugin generate-jli-classes --output "$2" 2>"$part/jlink" || {
    cat "$part/jlink" >&2
    return 1
  }
  # 70 kB of comments are read at each start.
  sed '/^#/d; /^[[:space:]]*$/d' "$2/conf/security/java.security" >"$part/java.security"
  cat "$part/java.security" >"$2/conf/security/java.security"
  strip_all "$1" "$2"
}

# What takes our modules out of the image, for a Java that is the user's own.
modules() {
  mkdir "$1/modules"
  "$JAVA_HOME/bin/javac" -g:none -d "$1/modules" "$here/runtime/Modules.java"
}

for platform; do
  say "$platform"
  folder=$part/$platform
  mkdir "$folder"
  link "$platform" "$folder/runtime"
  modules "$folder"
  case $platform in
    windows-*) sh "$here/windows/pack.sh" "$platform" "$version" "$folder" "$part/dokploy-provider-$platform.exe" ;;
    *) sh "$here/unix/pack.sh" "$platform" "$version" "$folder" "$part/dokploy-provider-$platform" ;;
  esac
done

sh "$here/sbom.sh" "$version" "$part/modules" >"$part/sbom.cdx.json"
# The runtimes' licences, each text once: a file of one name may differ between platforms.
mkdir "$part/legal"
for platform; do
  for text in "$part/$platform"/runtime/legal/java.base/*; do
    copy=$part/legal/${text##*/}
    if [ -e "$copy" ] && ! cmp -s "$text" "$copy"; then copy=$copy.$platform; fi
    cp "$text" "$copy"
  done
done
{
  cat "$here/../LICENSE"
  for text in "$part"/legal/* "$here"/licenses/*.txt; do
    printf '\n\n==== %s ====\n\n' "${text##*/}"
    cat "$text"
  done
} >"$part/LICENSES.txt"

# Nothing of an earlier run may be summed up with these.
rm -f "$out"/dokploy-provider-*
mv "$part"/dokploy-provider-* "$part/sbom.cdx.json" "$part/LICENSES.txt" "$out/"
cd "$out"
sha256sum dokploy-provider-* >"$part/sums"
"$JAVA_HOME/bin/java" -p "$part/modules" -m dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main \
  provider-yaml dokploy "${DIST_URL:-$out}" "$part/sums" >provider.yaml
sha256sum dokploy-provider-* provider.yaml sbom.cdx.json LICENSES.txt >SHA256SUMS
ls -l "$out" >&2
