package dev.dokployprovider.e2e.support;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A TCP proxy that can be far away, and that can fall silent without a word. */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Duration oneWay;
  private final Set<Socket> flowing = ConcurrentHashMap.newKeySet();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean frozen;

  private TcpProxy(ServerSocket listener, InetSocketAddress target, Duration oneWay) {
    this.listener = listener;
    this.target = target;
    this.oneWay = oneWay;
  }

  /**
   * Starts one before a port of this computer.
   *
   * @param host the loopback address that it listens at, at the same port
   * @param oneWay how long each byte is on its way, in each direction
   */
  public static TcpProxy start(String host, int port, Duration oneWay) throws IOException {
    var listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral(host), port));
    var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var proxy = new TcpProxy(listener, target, oneWay);
    Thread.startVirtualThread(proxy::accept);
    return proxy;
  }

  /** Nothing passes from now on, in connections old and new, and neither side notices. */
  public void freeze() {
    frozen = true;
    flowing.clear();
  }

  /** New connections pass again; those that were frozen stay so. */
  public void thaw() {
    frozen = false;
  }

  private void accept() {
    while (true) {
      try {
        var client = keep(listener.accept());
        Thread.startVirtualThread(() -> connect(client));
      } catch (IOException ended) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      var server = keep(new Socket());
      server.connect(target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      if (!frozen) {
        flowing.add(client);
        flowing.add(server);
      }
      Thread.startVirtualThread(() -> pump(client, server));
      Thread.startVirtualThread(() -> pump(server, client));
    } catch (IOException nobodyThere) {
      close(client);
    }
  }

  private <T extends Closeable> T keep(T socket) {
    open.add(socket);
    return socket;
  }

  /** Takes what comes, and hands it on after its time on the way. */
  private void pump(Socket from, Socket to) {
    var onTheWay = new LinkedBlockingQueue<Block>();
    Thread.startVirtualThread(() -> deliver(onTheWay, from, to));
    try {
      var in = from.getInputStream();
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        onTheWay.add(new Block(ByteBuffer.wrap(Arrays.copyOf(buffer, count)), arrival()));
        awaitFlow(from);
      }
      awaitFlow(from);
    } catch (IOException reset) {
      // Handed on as an end.
    }
    onTheWay.add(new Block(ByteBuffer.allocate(0), arrival()));
  }

  private void deliver(BlockingQueue<Block> onTheWay, Socket from, Socket to) {
    try {
      for (var block = onTheWay.take(); block.bytes().hasRemaining(); block = onTheWay.take()) {
        LockSupport.parkNanos(block.arrival() - System.nanoTime());
        awaitFlow(from);
        to.getOutputStream().write(block.bytes().array());
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      close(from);
      close(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitFlow(Socket from) throws IOException {
    try {
      if (!flowing.contains(from)) {
        closed.await();
        throw new IOException("the proxy is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private long arrival() {
    return System.nanoTime() + oneWay.toNanos();
  }

  /** One that is broken is closed too. */
  static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    closed.countDown();
    close(listener);
    open.forEach(TcpProxy::close);
  }

  /**
   * Bytes on their way; none are the end.
   *
   * @param arrival by System.nanoTime
   */
  private record Block(ByteBuffer bytes, long arrival) {}
}
