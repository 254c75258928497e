package dev.dokployprovider.dokploy.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.jr.ob.JSON;

/** Our JSON against a library's, on values and texts made at random from a printed seed. */
class JsonTest {
  private static final JsonFactory JACKSON = new JsonFactory();
  private static final String SPICE =
      "{}[]\",:\\/ \t\n\r0123456789-+.eEtrufalsn\u0000\u001f\u007fé\ud83d";

  @Test
  void what_is_written_is_read_again_as_the_same() {
    for (int seed = 0; seed < 2_000; seed++) {
      var value = value(new Random(seed), 4);
      assertThat(Json.parse(value.toString())).as("seed %d", seed).isEqualTo(value);
    }
  }

  @Test
  void what_is_written_means_the_same_to_a_library() throws Exception {
    for (int seed = 0; seed < 2_000; seed++) {
      var value = value(new Random(seed), 4);
      assertThat(plain(JSON.std.anyFrom(value.toString())))
          .as("seed %d: %s", seed, value)
          .isEqualTo(plain(value));
    }
  }

  @Test
  void what_a_library_writes_is_read_as_the_same() throws Exception {
    for (int seed = 0; seed < 2_000; seed++) {
      var value = plain(value(new Random(seed), 4));
      if (value != null) {
        String text = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(value);
        assertThat(plain(Json.parse(text))).as("seed %d: %s", seed, text).isEqualTo(value);
      }
    }
  }

  @Test
  void a_damaged_text_is_accepted_or_refused_as_a_library_does() {
    int accepted = 0;
    int refused = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      var random = new Random(seed);
      String text = damaged(random, value(random, 3).toString());
      boolean ours = isReadByUs(text);
      assertThat(ours).as("seed %d: %s", seed, text).isEqualTo(isReadByJackson(text));
      if (ours) {
        accepted++;
      } else {
        refused++;
      }
    }
    assertThat(accepted).isGreaterThan(1_000);
    assertThat(refused).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nulll",
        "truefalse",
        "'a'",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "[1 2]",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "NaN",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "\"open",
        "[[",
        "1 2",
        "//c\n1",
        "{\"a\":1}}",
        "1e99999999999999999999"
      })
  void what_is_no_json_is_refused_with_the_place(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(JsonException.class)
        .hasMessageMatching("(?s).+ at character \\d+");
  }

  @Test
  void depth_is_bounded_before_the_stack_is() {
    assertThat(Json.parse("[".repeat(200) + "]".repeat(200)).items()).hasSize(1);
    assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000)))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("nested too deeply");
  }

  @Test
  void what_lies_side_by_side_is_not_deep() {
    assertThat(Json.parse("[" + "[],".repeat(2000) + "[]]").items()).hasSize(2001);
    assertThat(Json.parse("[" + "{},".repeat(2000) + "{}]").items()).hasSize(2001);
    assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(1_000_000)))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("nested too deeply");
  }

  @Test
  void blanks_may_be_between_all_of_its_parts() {
    assertThat(Json.parse(" { \"a\" : [ 1 , 2 ] ,\n \"b\"\t:\r{ } } "))
        .isEqualTo(Json.parse("{\"a\":[1,2],\"b\":{}}"));
  }

  @Test
  void an_array_is_made_of_its_values() {
    var items = List.of(new Json.Bool(true), new Json.Text("x"));
    assertThat(Json.array(items)).isEqualTo(Json.parse("[true,\"x\"]"));
  }

  @Test
  void where_a_text_is_wrong_is_reported() {
    assertThatThrownBy(() -> Json.parse("\"\\x\"")).hasMessage("no such escape at character 2");
    assertThatThrownBy(() -> Json.parse("\"\\u00g0\""))
        .hasMessage("four hexadecimal digits expected at character 5");
  }

  @Test
  void looking_into_a_value_never_throws() {
    var value = Json.parse("{\"a\":{\"b\":[1,\"x\",true,null,1.5,99999999999]}}");
    assertThat(value.get("a").get("b").items().get(0).integer()).contains(1);
    assertThat(value.get("a").get("b").items().get(1).text()).contains("x");
    assertThat(value.get("a").get("b").items().get(2).isTrue()).isTrue();
    assertThat(value.get("a").get("b").items().get(4).integer()).isEmpty();
    assertThat(value.get("a").get("b").items().get(5).integer()).isEmpty();
    assertThat(value.get("no").get("b").items()).isEmpty();
    assertThat(value.get("a").text()).isEmpty();
    assertThat(value.text()).isEmpty();
    assertThat(Json.parse("1e999999999").integer()).isEmpty();
  }

  private static boolean isReadByUs(String text) {
    try {
      return Json.parse(text) != null;
    } catch (JsonException refused) {
      return false;
    }
  }

  /**
   * One value that fills the text (the library itself would read several in a row), with numbers
   * that a BigDecimal can hold (the library reads them only when asked).
   */
  private static boolean isReadByJackson(String text) {
    int values = 0;
    int depth = 0;
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth -= token.isStructEnd() ? 1 : 0;
        values += depth == 0 && !token.isStructEnd() ? 1 : 0;
        depth += token.isStructStart() ? 1 : 0;
        if (token.isNumeric()) {
          var _ = new BigDecimal(parser.getString());
        }
      }
      return values == 1;
    } catch (JacksonException | NumberFormatException refused) {
      return false;
    }
  }

  private static String damaged(Random random, String text) {
    var out = new StringBuilder(text);
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      int at = random.nextInt(out.length() + 1);
      char spice = SPICE.charAt(random.nextInt(SPICE.length()));
      switch (random.nextInt(4)) {
        case 0 -> out.insert(at, spice);
        case 1 -> out.setLength(Math.max(at, 1));
        case 2 -> out.deleteCharAt(Math.min(at, out.length() - 1));
        default -> out.setCharAt(Math.min(at, out.length() - 1), spice);
      }
      if (out.isEmpty()) {
        out.append(spice);
      }
    }
    return out.toString();
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> Json.Null.NULL;
      case 1 -> new Json.Bool(random.nextBoolean());
      case 2 -> new Json.Num(number(random));
      case 3, 4 -> new Json.Text(text(random));
      case 5 -> {
        var items = new ArrayList<Json>();
        for (int i = random.nextInt(5); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield new Json.Array(items);
      }
      default -> {
        var members = new LinkedHashMap<String, Json>();
        for (int i = random.nextInt(5); i > 0; i--) {
          members.put(text(random), value(random, depth - 1));
        }
        yield new Json.Obj(members);
      }
    };
  }

  private static BigDecimal number(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> BigDecimal.valueOf(random.nextInt());
      case 1 -> new BigDecimal(new BigInteger(80, random));
      // No more digits than a double holds, as which the library reads fractions.
      default -> BigDecimal.valueOf(random.nextInt(), random.nextInt(40) - 10);
    };
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append(SPICE.charAt(random.nextInt(SPICE.length())));
        case 1 -> text.appendCodePoint(0x1F300 + random.nextInt(256));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  /** The value in the library's own classes; numbers as what they are worth. */
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Json.Null absent -> null;
      case Json.Bool(var bool) -> bool;
      case Json.Text(var text) -> text;
      case Json.Num(var number) -> worth(number);
      case Json.Array(var items) -> items.stream().map(JsonTest::plain).toList();
      case Json.Obj(var members) -> plainMap(members);
      case BigDecimal number -> worth(number);
      case Double number -> worth(BigDecimal.valueOf(number));
      case Number number -> worth(new BigDecimal(number.toString()));
      case List<?> items -> items.stream().map(JsonTest::plain).toList();
      case Map<?, ?> members -> plainMap(members);
      default -> value;
    };
  }

  private static Map<Object, @Nullable Object> plainMap(Map<?, ?> members) {
    var plain = new LinkedHashMap<Object, @Nullable Object>();
    members.forEach((name, member) -> plain.put(name, plain(member)));
    return plain;
  }

  private static Object worth(BigDecimal number) {
    return number.stripTrailingZeros();
  }
}
