package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.io.Serial;

/** A websocket was asked for and another answer came. */
public final class UpgradeRefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient HttpAnswer answer;

  UpgradeRefusedException(HttpAnswer answer) {
    super("the websocket was refused with status " + answer.status());
    this.answer = answer;
  }

  public HttpAnswer answer() {
    return answer;
  }
}
