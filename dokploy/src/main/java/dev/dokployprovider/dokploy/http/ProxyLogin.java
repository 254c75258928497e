package dev.dokployprovider.dokploy.http;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** Tells one proxy its password, once: asked again, the password was wrong. */
final class ProxyLogin extends Authenticator {
  private final ProxyAddress proxy;
  private boolean told;

  ProxyLogin(ProxyAddress proxy) {
    this.proxy = proxy;
  }

  @Override
  protected synchronized @Nullable PasswordAuthentication getPasswordAuthentication() {
    if (told || getRequestorType() != RequestorType.PROXY || proxy.login().isEmpty()) {
      return null;
    }
    told = true;
    var login = proxy.login().get();
    return new PasswordAuthentication(login.user(), login.password().reveal().toCharArray());
  }
}
