package dev.dokployprovider.dokploy.http;

import dev.dokployprovider.dokploy.Secret;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;

/** An HTTP proxy. */
record ProxyAddress(String host, int port, Optional<Login> login) {

  /** What stood before the {@code @} of the proxy's URL. */
  record Login(String user, Secret password) {}

  Proxy forJdk() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
