#!/bin/sh
# Package: JDK 25.0.3 (Eclipse Temurin 25.0.3+9); seen 2026-11-29 on Linux. JAVA_HOME names the JDK.
# Behaviour: a program in Java that is started with a closed standard input (`java ... <&-`, as some supervisors start
# programs) gets the number 0 for the first file that the virtual machine opens, which is lib/modules. So System.in
# reads the classes of the JDK instead of an end of input, and a child with Redirect.INHERIT reads all of them: 140 MB
# that nobody meant. With a closed standard output the file gets the number 1: what is printed is lost, and
# the exit code is 0. A launcher that opens /dev/null for each closed stream before Java is started prevents both.
# Output seen:
#   closed stdin: System.in gives 4 bytes, the child reads lib/modules whole
#   /dev/null: System.in gives 0 bytes, the child reads 0 bytes
#   closed stdout: exit code 0
# Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jdk=${JAVA_HOME:?names a JDK 25}
"$jdk/bin/java" -version 2>&1 | head -n 2
cat >"$work/Reads.java" <<'EOF'
public class Reads {
  public static void main(String[] words) throws Exception {
    System.out.println(System.in.readNBytes(4).length);
  }
}
EOF
cat >"$work/Child.java" <<'EOF'
public class Child {
  public static void main(String[] words) throws Exception {
    var counting = new ProcessBuilder("wc", "-c").inheritIO().start();
    System.exit(counting.waitFor());
  }
}
EOF
"$jdk/bin/javac" -d "$work" "$work/Reads.java" "$work/Child.java" || exit 1
java() { "$jdk/bin/java" -cp "$work" "$@"; }
bytes=$(java Child <&-)
if [ "$bytes" = "$(wc -c <"$jdk/lib/modules")" ]; then bytes="lib/modules whole"; else bytes="$bytes bytes"; fi
seen="closed stdin: System.in gives $(java Reads <&-) bytes, the child reads $bytes
/dev/null: System.in gives $(java Reads </dev/null) bytes, the child reads $(java Child </dev/null) bytes"
java Reads </dev/null >&-
seen="$seen
closed stdout: exit code $?"
want='closed stdin: System.in gives 4 bytes, the child reads lib/modules whole
/dev/null: System.in gives 0 bytes, the child reads 0 bytes
closed stdout: exit code 0'
echo "$seen"
[ "$seen" = "$want" ]
