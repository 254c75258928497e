package dev.dokployprovider.dokploy.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Reads RFC 8259 and nothing more: no comments, no trailing commas, no bare words. */
final class JsonReader {
  /** Deeper than any answer of Dokploy, and far from the end of the stack. */
  private static final int MAX_DEPTH = 200;

  private final String text;
  private int at;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  Json readDocument() {
    var value = readValue();
    skipBlanks();
    if (at < text.length()) {
      throw new JsonException("more after the value", at);
    }
    return value;
  }

  private Json readValue() {
    skipBlanks();
    return switch (peek()) {
      case '{' -> readObject();
      case '[' -> readArray();
      case '"' -> new Json.Text(readText());
      case 't' -> readWord("true", new Json.Bool(true));
      case 'f' -> readWord("false", new Json.Bool(false));
      case 'n' -> readWord("null", Json.Null.NULL);
      default -> readNumber();
    };
  }

  private Json readObject() {
    enter();
    var members = new LinkedHashMap<String, Json>();
    while (!nextIs('}', members.isEmpty())) {
      skipBlanks();
      if (peek() != '"') {
        throw new JsonException("a member's name expected", at);
      }
      String name = readText();
      skipBlanks();
      expect(':');
      members.put(name, readValue());
    }
    depth--;
    return new Json.Obj(members);
  }

  private Json readArray() {
    enter();
    var items = new ArrayList<Json>();
    while (!nextIs(']', items.isEmpty())) {
      items.add(readValue());
    }
    depth--;
    return new Json.Array(items);
  }

  private void enter() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw new JsonException("nested too deeply", at);
    }
  }

  /** Whether the container ends here; if it goes on, the comma before the next one is read. */
  private boolean nextIs(char end, boolean first) {
    skipBlanks();
    if (peek() == end) {
      at++;
      return true;
    }
    if (!first) {
      expect(',');
    }
    return false;
  }

  private String readText() {
    int start = ++at;
    while (peek() != '"' && peek() != '\\') {
      plainCharacter();
    }
    if (peek() == '"') {
      return text.substring(start, at++);
    }
    var out = new StringBuilder(text.substring(start, at));
    while (true) {
      char c = peek();
      if (c == '"') {
        at++;
        return out.toString();
      }
      out.append(c == '\\' ? escapedCharacter() : plainCharacter());
    }
  }

  private char plainCharacter() {
    char c = peek();
    if (c < ' ') {
      throw new JsonException("a bare control character in a string", at);
    }
    at++;
    return c;
  }

  private char escapedCharacter() {
    at++;
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new JsonException("no such escape", at - 1);
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
      if (digit < 0) {
        throw new JsonException("four hexadecimal digits expected", at);
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private Json readWord(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw new JsonException("a value expected", at);
    }
    at += word.length();
    return value;
  }

  private Json readNumber() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    try {
      return new Json.Num(new BigDecimal(text.substring(start, at)));
    } catch (NumberFormatException beyondRange) {
      throw new JsonException("a number out of range", start);
    }
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw new JsonException(start < text.length() ? "a value expected" : "the text ends", at);
    }
  }

  private void expect(char c) {
    if (peek() != c) {
      throw new JsonException("'" + c + "' expected", at);
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new JsonException("the text ends", at);
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
