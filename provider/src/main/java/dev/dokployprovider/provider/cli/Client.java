package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.problem.Message;
import java.util.Map;

/**
 * The client that calls, told by its variables (docs/reference/devpod.md §2.1), so that the
 * commands of a fix can be pasted as they are. Texts are written for DevPod and a provider called
 * "dokploy".
 *
 * @param devsy whether it is Devsy, whose commands have other names
 * @param provider what the provider is called there
 */
record Client(boolean devsy, String provider) {
  private static final String SET = "devpod provider set-options dokploy ";

  /** DevPod tells its provider's name with all verbs but `init`. */
  static Client of(Map<String, String> environment) {
    String provider = environment.getOrDefault("PROVIDER_ID", "");
    return new Client(
        environment.containsKey("DEVSY") && !environment.containsKey("DEVPOD"),
        provider.matches("[a-z0-9-]+") ? provider : "dokploy");
  }

  Message inItsWords(Message message) {
    return new Message(
        message.what(), message.why(), message.fix().stream().map(this::inItsWords).toList());
  }

  private String inItsWords(String line) {
    if (!devsy) {
      return line.replace(SET, SET.replace("dokploy", provider));
    }
    return line.replace(SET, "devsy provider set " + provider + " ")
        .replaceAll("\\bdevpod (up|delete|stop)\\b", "devsy workspace $1")
        .replace("DEVPOD_DEBUG", "DEVSY_DEBUG");
  }
}
