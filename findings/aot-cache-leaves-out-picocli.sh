#!/bin/sh
# Packages: picocli 4.7.7 and JDK 25.0.3 (Eclipse Temurin 25.0.3+9) with its AOT cache; seen 2026-11-29. JAVA_HOME names
# the JDK.
# Behaviour: the classes of picocli 4.7.7 are written for Java 5 (class file version 49). HotSpot verifies classes below
# version 50 in the old way, and its AOT cache takes none of them that was linked: it warns "Old class has been linked" and
# writes a cache without them, with exit code 0. So a program that uses picocli loads and verifies some 200 classes from
# the jar in each run, whatever the cache was trained with, while its own classes and Java's come from the cache.
# Output seen:
#   class file version 49; with the cache: 169 classes of picocli, 0 of them from the cache; Main from the cache: 1
# Needs Maven's repository. Exits 1 if the behaviour is another one.
set -u
maven=$(cd "$(dirname "$0")/.." && pwd)/mvnw
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jdk=${JAVA_HOME:?names a JDK 25}
"$jdk/bin/java" -version 2>&1 | head -n 1
cd "$work" || exit 1
"$maven" -q -B -ntp dependency:3.11.0:copy -Dartifact=info.picocli:picocli:4.7.7 -DoutputDirectory=. -Dmdep.stripVersion=true || exit 1
cat >Main.java <<'JAVA'
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
@Command(name = "demo", mixinStandardHelpOptions = true)
public class Main implements Runnable {
  @Option(names = "--name", defaultValue = "x") String name;
  public void run() { System.out.println("hello " + name); }
  public static void main(String[] args) { new CommandLine(new Main()).execute(args); }
}
JAVA
"$jdk/bin/javac" -proc:none -cp picocli.jar Main.java && "$jdk/bin/jar" --create --file main.jar Main.class || exit 1
version=$("$jdk/bin/javap" -v -cp picocli.jar picocli.CommandLine | sed -n 's/.*major version: *//p' | head -n 1)
"$jdk/bin/java" -XX:AOTCacheOutput=main.aot -cp main.jar:picocli.jar Main --name one >training 2>&1 || exit 1
[ -s main.aot ] || exit 1
"$jdk/bin/java" -XX:AOTCache=main.aot -Xlog:class+load:file=loaded -cp main.jar:picocli.jar Main --name one >/dev/null || exit 1
all=$(grep -c ' picocli\.' loaded)
cached=$(grep ' picocli\.' loaded | grep -c 'shared objects file')
own=$(grep ' Main source' loaded | grep -c 'shared objects file')
echo "class file version $version; with the cache: $all classes of picocli, $cached of them from the cache; Main from the cache: $own"
grep -q 'Skipping picocli/CommandLine: Old class has been linked' training &&
  [ "$version" = 49 ] && [ "$all" -gt 50 ] && [ "$cached" = 0 ] && [ "$own" = 1 ]
