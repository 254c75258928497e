package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.options.Option;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The keys that a machine is handed.
 *
 * @param hostKey an Ed25519 private key as OpenSSH writes it; the first connection is checked
 *     against it
 * @param authorizedKeys public keys that may log in: type, base64, and perhaps a comment
 */
public record MachineKeys(Secret hostKey, List<String> authorizedKeys) {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN OPENSSH PRIVATE KEY-----\n([A-Za-z0-9+/=]{1,76}\n){2,100}"
              + "-----END OPENSSH PRIVATE KEY-----\n");
  private static final Pattern PUBLIC_KEY =
      Pattern.compile(
          "(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\\.com"
              + "|sk-ecdsa-sha2-nistp256@openssh\\.com) [A-Za-z0-9+/]{32,4096}={0,3}( .{0,200})?");

  public MachineKeys {
    authorizedKeys = List.copyOf(authorizedKeys);
    if (!PRIVATE_KEY.matcher(hostKey.reveal()).matches()) {
      throw new InvalidSpecException("the host key is not a private key in OpenSSH's format");
    }
    if (authorizedKeys.isEmpty()) {
      throw new InvalidSpecException(
          Option.DOKPLOY_AUTHORIZED_KEYS, "without a public key no login is possible");
    }
    for (String key : authorizedKeys) {
      if (!PUBLIC_KEY.matcher(key).matches() || !TextChecks.printable(key)) {
        throw new InvalidSpecException(
            Option.DOKPLOY_AUTHORIZED_KEYS,
            "\"" + key + "\" is not a public key as OpenSSH writes it: type, base64, comment");
      }
    }
  }
}
