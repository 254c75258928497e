#!/bin/sh
# Package: JDK 25.0.3 (Eclipse Temurin 25.0.3+9) and its AOT cache; seen 2026-11-29. JAVA_HOME names the JDK.
# Behaviour: the AOT cache of a program keeps the class of an ordinary lambda, so that a run with the cache generates none.
# It keeps neither the class of a switch over types, nor the lambda inside Comparator.comparing (which is serializable),
# nor what a record's own equals is made of: these are generated in each run with the cache too. The first one also starts
# what generates them. Written out by hand (instanceof, a lambda that compares, an own equals) nothing is generated.
# Output seen:
#   lambda 0, switch over types 1, Comparator.comparing 1, record equals 1 or more, by hand 0
# Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jdk=${JAVA_HOME:?names a JDK 25}
"$jdk/bin/java" -version 2>&1 | head -n 1
cd "$work" || exit 1
cat >Main.java <<'JAVA'
import java.util.*;
public class Main {
  sealed interface Shape {}
  record Dot(int x) implements Shape {}
  record Line(String a, int b) implements Shape {}
  record Own(int x) {
    @Override public boolean equals(Object other) { return other instanceof Own own && own.x == x; }
    @Override public int hashCode() { return x; }
  }
  public static void main(String[] args) {
    var words = new ArrayList<>(List.of("bb", "a"));
    Shape shape = args.length > 1 ? new Dot(1) : new Line("a", 2);
    switch (args[0]) {
      case "lambda" -> words.removeIf(word -> word.isEmpty());
      case "switch" -> {
        int width = switch (shape) { case Dot dot -> dot.x(); case Line line -> line.b(); };
        words.add("x".repeat(width));
      }
      case "comparing" -> words.sort(Comparator.comparing(String::length));
      case "record" -> words.add(String.valueOf(shape.equals(new Line("a", 2))));
      default -> {
        words.sort((one, other) -> Integer.compare(one.length(), other.length()));
        words.add(String.valueOf(new Own(1).equals(new Own(1))));
        if (shape instanceof Line line) words.add(line.a());
      }
    }
    System.out.println(words.size());
  }
}
JAVA
"$jdk/bin/javac" Main.java && "$jdk/bin/jar" --create --file main.jar ./*.class || exit 1
generated() {
  "$jdk/bin/java" -XX:AOTCacheOutput="$1.aot" -cp main.jar Main "$1" >/dev/null 2>&1
  "$jdk/bin/java" -XX:AOTCache="$1.aot" -Xlog:class+load:file="$1.log" -cp main.jar Main "$1" >/dev/null || exit 1
  grep -v 'shared objects file' "$1.log" | grep -c "$2"
}
seen="lambda $(generated lambda 'Lambda/'), switch $(generated switch TypeSwitch), comparing $(generated comparing 'Comparator..Lambda')"
record=$(generated record 'LambdaForm')
hand=$(generated hand 'Lambda\|TypeSwitch')
echo "$seen, record $record, by hand $hand"
[ "$seen" = "lambda 0, switch 1, comparing 1" ] && [ "$record" -gt 0 ] && [ "$hand" = 0 ]
