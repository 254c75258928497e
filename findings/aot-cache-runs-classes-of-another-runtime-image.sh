#!/bin/sh
# Package: JDK 25.0.3 (Eclipse Temurin 25.0.3+9), jlink and its AOT cache; seen 2026-11-28. JAVA_HOME names the JDK.
# Behaviour: two runtime images are linked from the same modules, except that one class of an application's module prints
# another word. Their lib/modules have the same size. The AOT cache of the first image is accepted by the second one,
# which then runs the class out of the cache: the first image's word, exit code 0, no warning, also with -XX:AOTMode=on.
# Without the cache it prints its own word. So a cache must be kept with the image that it was made by, for example under
# a name made of that image's content.
# Output seen:
#   sizes equal, own cache: one, other image's cache: one, exit 0, no cache: two
# Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jdk=${JAVA_HOME:?names a JDK 25}
"$jdk/bin/java" -version 2>&1 | head -n 2
cd "$work" || exit 1
for word in one two; do
  mkdir -p "$word/src/p"
  echo 'module m {}' >"$word/src/module-info.java"
  printf 'package p; public class Main { public static void main(String[] a) { System.out.println("%s"); } }\n' "$word" \
    >"$word/src/p/Main.java"
  "$jdk/bin/javac" -d "$word/mods/m" "$word/src/module-info.java" "$word/src/p/Main.java" || exit 1
  "$jdk/bin/jlink" --module-path "$word/mods" --add-modules m --output "$word/rt" || exit 1
done
[ "$(wc -c <one/rt/lib/modules)" = "$(wc -c <two/rt/lib/modules)" ] && sizes=equal || sizes=differ
one/rt/bin/java -XX:AOTCacheOutput=cache.aot -m m/p.Main >/dev/null 2>&1
own=$(one/rt/bin/java -XX:AOTCache=cache.aot -XX:AOTMode=on -m m/p.Main 2>&1)
other=$(two/rt/bin/java -XX:AOTCache=cache.aot -XX:AOTMode=on -m m/p.Main 2>&1)
exit=$?
none=$(two/rt/bin/java -m m/p.Main 2>&1)
seen="sizes $sizes, own cache: $own, other image's cache: $other, exit $exit, no cache: $none"
echo "$seen"
[ "$seen" = "sizes equal, own cache: one, other image's cache: one, exit 0, no cache: two" ]
