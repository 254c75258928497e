package dev.dokployprovider.provider.options;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The picture that a client's desktop shows for the provider: a container with a prompt in it. */
final class ProviderIcon {
  private static final String SVG =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect x="4" y="12" width="56" height="40" rx="6" \
      fill="#1e293b"/><path d="M16 24l10 8-10 8M32 42h16" fill="none" stroke="#38bdf8" stroke-width="5" \
      stroke-linecap="round" stroke-linejoin="round"/></svg>\
      """;

  private ProviderIcon() {}

  /** It holds the picture itself: Devsy's desktop loads none from elsewhere. */
  static String address() {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(SVG.getBytes(StandardCharsets.UTF_8));
  }
}
