#!/bin/sh
# Makes a picture (SVG) of what a program prints, read from standard input: `demo/demo.sh 2>&1 | tools/picture.sh`.
set -eu

awk '
  function escaped(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
  }
  { lines[NR] = $0; if (length($0) > width) width = length($0) }
  END {
    wide = 24 + width * 8.45
    high = 36 + NR * 19
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n", wide, high, wide, high
    print "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1b1f27\"/>"
    print "<g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,monospace\" font-size=\"14\" fill=\"#c9d1d9\" xml:space=\"preserve\">"
    for (i = 1; i <= NR; i++) {
      colour = ""
      if (lines[i] ~ /^==/) colour = " fill=\"#7ee787\""
      if (lines[i] ~ /^   took|ms\)$/) colour = " fill=\"#8b949e\""
      printf "<text x=\"12\" y=\"%d\"%s>%s</text>\n", 12 + i * 19, colour, escaped(lines[i])
    }
    print "</g>"
    print "</svg>"
  }'
