package dev.dokployprovider.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PortMappingTest {
  @Test
  void all_forms_are_read() {
    assertThat(PortMapping.parse("2222-2250:22")).hasValue(new PortMapping("", 2222, 2250, 22));
    assertThat(PortMapping.parse("2222:22")).hasValue(new PortMapping("", 2222, 2222, 22));
    assertThat(PortMapping.parse("127.0.0.1:2222-2250:22/tcp"))
        .hasValue(new PortMapping("127.0.0.1", 2222, 2250, 22));
    assertThat(PortMapping.parse("[::1]:2222:22"))
        .hasValue(new PortMapping("[::1]", 2222, 2222, 22));
    assertThat(PortMapping.parse("127.0.0.1::22")).hasValue(new PortMapping("127.0.0.1", 0, 0, 22));
    assertThat(PortMapping.parse(22)).hasValue(new PortMapping("", 0, 0, 22));
    assertThat(PortMapping.parse(Map.of("target", 22, "published", "2222-2223")))
        .hasValue(new PortMapping("", 2222, 2223, 22));
  }

  @Test
  void others_are_refused() {
    for (String text : new String[] {"", "x", "2250-2222:22", "70000:22", "22:0", "1:2:3:4:5"}) {
      assertThat(PortMapping.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void any_text_is_read_or_refused() {
    long seed = Long.getLong("soak.seed", 20_261_128);
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(14); j > 0; j--) {
        text.append("0123456789:-[]./a".charAt(random.nextInt(17)));
      }
      PortMapping.parse(text.toString())
          .ifPresent(mapping ->
              assertThat(mapping.first())
                  .as("seed %d, %s", seed, text)
                  .isLessThanOrEqualTo(mapping.last()));
    }
  }
}
