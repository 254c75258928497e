package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.rest.RestDokploy;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.world.MemoryServer;
import dev.dokployprovider.provider.world.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What the real client makes of a fault, call by call, over real sockets. The server does the same
 * each time, so each call is made once and what came of it is kept.
 */
final class RealAnswers implements AutoCloseable {
  /** In place of the half minute that a read may take. */
  private static final Duration SHORT = Duration.ofMillis(700);

  private static final Duration LONG = Duration.ofSeconds(25);

  private final HttpFault fault;
  private final FaultyServer server;
  private final Dokploy client;
  private final Map<String, Outcome> known = new ConcurrentHashMap<>();

  private sealed interface Outcome {
    record Answer(Optional<Object> value) implements Outcome {}

    record Failed(Failure failure) implements Outcome {}
  }

  RealAnswers(HttpFault fault, Path folder) throws IOException, GeneralSecurityException {
    this.fault = fault;
    var certificate =
        fault.hasCertificate()
            ? Optional.of(Certificate.of(fault, folder))
            : Optional.<Certificate>empty();
    this.server = server(fault, certificate);
    if (fault == HttpFault.REFUSED) {
      server.close();
    }
    this.client =
        RestDokploy.connect(
            new Connection(
                    URI.create(
                        (fault.isTls() ? "https" : "http") + "://127.0.0.1:" + server.port()),
                    new Secret("abc"),
                    certificate.map(Certificate::pem),
                    Map.of())
                .within(() -> fault == HttpFault.SILENCE ? SHORT : LONG),
            Optional.empty(),
            newer -> {},
            () -> {});
  }

  private static FaultyServer server(HttpFault fault, Optional<Certificate> certificate)
      throws IOException {
    if (certificate.isPresent()) {
      return FaultyServer.tls(certificate.get().context(), fault.reply());
    }
    return fault.isTls() ? FaultyServer.hasty(fault.reply()) : FaultyServer.plain(fault.reply());
  }

  /** One through which every call from that number on meets the fault. */
  Wire wire(int from) {
    return new Wire() {
      private int calls;

      @Override
      public <T> T carry(RequestedOptions<T> asked, MemoryServer memory) {
        return calls++ < from ? asked.effect().get() : answer(asked);
      }

      @Override
      public Version version(Supplier<Version> answer) {
        return from > 0 ? answer.get() : answer(versionAsked(answer));
      }
    };
  }

  private static Wire.RequestedOptions<Version> versionAsked(Supplier<Version> answer) {
    return new Wire.RequestedOptions<>(Call.VERSION, Wire.Kind.READ, answer, Dokploy::version);
  }

  @SuppressWarnings("unchecked") // What a call of that name has answered before.
  private <T> T answer(Wire.RequestedOptions<T> asked) {
    return switch (known.computeIfAbsent(asked.call().name(), name -> ask(asked))) {
      case Outcome.Failed(var failure) -> throw new DokployException(failure);
      case Outcome.Answer(var value) -> (T) value.orElseThrow();
    };
  }

  private Outcome ask(Wire.RequestedOptions<?> asked) {
    if (fault == HttpFault.SILENCE && asked.kind() == Wire.Kind.WRITE) {
      // The limit of a write is minutes; a read that has met silence ends so.
      return new Outcome.Failed(
          new Failure.Unreachable(
              asked.call().name(), Failure.Reason.TIMED_OUT, "nothing within its limit"));
    }
    try {
      return new Outcome.Answer(Optional.ofNullable(asked.real().apply(client)));
    } catch (DokployException e) {
      return new Outcome.Failed(e.failure());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
