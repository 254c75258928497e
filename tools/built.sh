#!/bin/sh
# Puts a module that was built where Maven finds it behind its own repository, so that another run of Maven can test it, and
# says so to who reads the pipe FOLDER/built. Maven calls it for each module (the profile "built").
#   tools/built.sh FOLDER MODULE-FOLDER GROUP ARTIFACT VERSION
set -eu
folder=$1 module=$2 id=$4 version=$5
place=$folder/repository/$(echo "$3" | tr . /)/$id/$version

mkdir -p "$place"
cp "$module/pom.xml" "$place/$id-$version.pom"
for jar in "$module/target/$id-$version"*.jar; do
  [ ! -f "$jar" ] || cp "$jar" "$place/"
done
[ ! -p "$folder/built" ] || basename "$module" >"$folder/built"
