package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A TCP proxy on loopback that can fall silent: it takes every byte then, and passes on none. */
public final class FreezableProxy implements AutoCloseable {
  private final ServerSocket listener;
  private volatile Address target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean frozen;

  public FreezableProxy(Address target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  public Address address() {
    return new Address("127.0.0.1", listener.getLocalPort());
  }

  /** Nothing passes from now on, and no connection is told. */
  public void freeze() {
    frozen = true;
  }

  /** New connections pass again; the ones that were frozen stay so. */
  public void thawForNewConnections() {
    sockets.clear();
    frozen = false;
  }

  /** As if another machine had taken the port: what there is falls silent. */
  public void handTo(Address other) {
    target = other;
    thawForNewConnections();
  }

  private void accept() {
    while (true) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getByName(target.host()), target.port());
        sockets.add(client);
        sockets.add(server);
        Thread.startVirtualThread(() -> copy(client, server));
        Thread.startVirtualThread(() -> copy(server, client));
      } catch (IOException ended) {
        return;
      }
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[65536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (frozen || !sockets.contains(from)) {
          closed.await();
        }
        out.write(buffer, 0, count);
      }
      if (frozen) {
        closed.await();
      }
    } catch (IOException ended) {
      // The other direction closes what is left.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
