package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.http.TextSocket;
import dev.dokployprovider.dokploy.http.TextStream;
import dev.dokployprovider.dokploy.http.UpgradeRefusedException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The websockets that follow logs: for a deployment the only way before 0.29.5, for a container the
 * only one.
 */
final class LogSocket {
  private static final String CALL = "listen-deployment";

  private final Connection connection;
  private final String server;

  private LogSocket(Connection connection, String server) {
    this.connection = connection;
    this.server = server;
  }

  static LogSocket over(Connection connection) {
    String server = connection.server().toString().replaceAll("/+$", "");
    return new LogSocket(connection, "ws" + server.substring("http".length()));
  }

  /** The log as it grows. */
  LogTail follow(String logPath, Optional<String> serverId) {
    return follow(address(logPath, serverId));
  }

  /** What a container prints, from so many lines before on. */
  LogTail container(String containerId, Optional<String> serverId, int lines) {
    var address = new StringBuilder(server).append("/docker-container-logs");
    address.append("?containerId=").append(Request.encode(containerId));
    // 0.22.7 takes none of these for granted.
    address.append("&tail=").append(lines).append("&since=all&search=&runType=native");
    serverId.ifPresent(id -> address.append("&serverId=").append(Request.encode(id)));
    return follow(URI.create(address.toString()));
  }

  private LogTail follow(URI address) {
    try {
      return tail(new TextSocket(connection).follow(address));
    } catch (IOException noWay) {
      return LogTail.NOTHING;
    }
  }

  private static LogTail tail(TextStream stream) {
    return new LogTail() {
      @Override
      public String more() {
        return stream.more();
      }

      @Override
      public Optional<String> end() {
        return stream.end();
      }

      @Override
      public boolean isAlive() {
        return stream.isAlive();
      }

      @Override
      public void close() {
        stream.close();
      }
    };
  }

  private URI address(String logPath, Optional<String> serverId) {
    var address = new StringBuilder(server).append('/').append(CALL);
    address.append("?logPath=").append(Request.encode(logPath));
    serverId.ifPresent(id -> address.append("&serverId=").append(Request.encode(id)));
    return URI.create(address.toString());
  }

  /** The log's last lines, or empty when the server closed the socket without a word. */
  Optional<String> read(String logPath, Optional<String> serverId, int lines) {
    try {
      return new TextSocket(connection).read(address(logPath, serverId), lines);
    } catch (UpgradeRefusedException refused) {
      throw new DokployException(Failures.of(CALL, refused.answer()), refused);
    } catch (IOException unanswered) {
      throw new DokployException(Unanswered.of(CALL, unanswered), unanswered);
    }
  }
}
