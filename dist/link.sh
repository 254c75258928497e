#!/bin/sh
# Puts together what a development install runs, from what Maven built:
#   build/dokploy-provider       the launcher, with the Java runtime beside it
#   build/runtime                a jlink runtime with our modules in it
#   build/runtime-HASH.aot       its AOT cache, named by the runtime's content
#   build/modules                our modules, for a Java that is the user's own
#   build/dokploy-emulator       the emulator, with its jars in build/emulator
#
#   dist/link.sh CLASSPATH-FILE BUILD-FOLDER
set -eu

classpath=$(cat "$1")
build=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$build"
build=$(cd "$build" && pwd)
part=$(mktemp -d "$build/.link.XXXXXX")
trap 'rm -rf "$part"' EXIT INT TERM

# The jars by what they are for: the provider's modules are linked into its runtime.
mkdir -p "$part/modules" "$part/emulator"
old_ifs=$IFS
IFS=:
for jar in $classpath; do
  case ${jar##*/} in
    dokploy-client-*.jar | dokploy-provider-*.jar | picocli-*.jar | snakeyaml-engine-*.jar) cp "$jar" "$part/modules/" ;;
  esac
  case ${jar##*/} in
    dokploy-client-*.jar | dokploy-provider-*.jar | picocli-*.jar | jspecify-*.jar) ;;
    *) cp "$jar" "$part/emulator/" ;;
  esac
done
IFS=$old_ifs

# The same modules and launcher as last time need no new runtime.
stamp=$(cat "$part"/modules/*.jar "$JAVA_HOME/release" "$here/link.sh" | cksum)
if [ ! -f "$build/runtime/stamp" ] || [ "$(cat "$build/runtime/stamp")" != "$stamp" ]; then
  "$JAVA_HOME/bin/jlink" --module-path "$part/modules" --add-modules dev.dokployprovider.provider,jdk.crypto.ec \
    --no-header-files --no-man-pages --output "$part/runtime"
  echo "$stamp" >"$part/runtime/stamp"
  if command -v sha256sum >/dev/null; then sha256=sha256sum; else sha256='shasum -a 256'; fi
  cat "$part/runtime/lib/modules" "$part/runtime"/lib/server/libjvm.* | $sha256 | cut -c1-32 >"$part/runtime/content"
  rm -rf "$build/runtime" "$build"/runtime*.aot "$build/modules"
  mv "$part/modules" "$build/modules"
  mv "$part/runtime" "$build/runtime"
fi

cp "$here/../launcher/dokploy-provider.sh" "$part/dokploy-provider"
chmod 755 "$part/dokploy-provider"
mv "$part/dokploy-provider" "$build/dokploy-provider"

rm -rf "$build/emulator"
mv "$part/emulator" "$build/emulator"
cat >"$part/dokploy-emulator" <<LAUNCHER
#!/bin/sh
# The emulator of Dokploy; made by dist/link.sh.
here=\$(cd "\$(dirname "\$0")" && pwd)
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp "\$here/emulator/*" dev.dokployprovider.emulator.Main "\$@"
LAUNCHER
chmod 755 "$part/dokploy-emulator"
mv "$part/dokploy-emulator" "$build/dokploy-emulator"

# The AOT cache is trained on what DevPod calls most. Without one everything works, only slower.
if [ ! -f "$build/runtime-$(cat "$build/runtime/content").aot" ]; then
  sh "$here/train.sh" "$build" || echo "link: no AOT cache could be made; the provider works without" >&2
fi
