package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.queue.DeployQueue;
import dev.dokployprovider.emulator.queue.Deployer;
import dev.dokployprovider.emulator.queue.Gate;
import dev.dokployprovider.emulator.queue.Hosts;
import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dokploy's API as values: a procedure's name and input in, a JSON text or an error out. */
public final class Api {
  private final Release release;
  private final Map<String, Procedure> procedures = new HashMap<>();

  public Api(
      Store store,
      Keys keys,
      Engine engine,
      DeployQueue queue,
      Deployer deployer,
      Hosts hosts,
      Gate gate) {
    this.release = store.release;
    ServiceViews services = new ServiceViews(store);
    Context context =
        new Context(
            store,
            engine,
            queue,
            deployer,
            hosts,
            gate,
            new Access(store),
            services,
            new Views(store, services));
    List<Procedure> all = new ArrayList<>();
    all.addAll(new ProjectProcedures(context).all());
    all.addAll(new EnvironmentProcedures(context).all());
    all.addAll(new ServiceProcedures(context).all());
    all.addAll(new ServiceSearch(context).all());
    all.addAll(new ServiceActions(context).all());
    all.addAll(new SourceProcedures(context).all());
    all.addAll(new DockerProcedures(context).all());
    all.addAll(new DeploymentProcedures(context).all());
    all.addAll(new ServerProcedures(context).all());
    all.addAll(new SettingsProcedures(context, keys).all());
    all.forEach(procedure -> procedures.put(procedure.name(), procedure));
  }

  /** Whether there is a procedure of this name that is called by GET or, a mutation, by POST. */
  public boolean knows(String name, boolean mutation) {
    Procedure procedure = procedures.get(name);
    return procedure != null && procedure.mutation() == mutation;
  }

  /** The answer's JSON; empty when there is no value and so no body. */
  public Optional<String> call(
      String name, boolean mutation, Row member, Map<String, @Nullable Object> input)
      throws ApiException, InterruptedException {
    Procedure procedure = procedures.get(name);
    if (procedure == null || procedure.mutation() != mutation) {
      throw ApiException.unknownProcedure();
    }
    Object answer = procedure.body().run(new Call(member, procedure.input().check(input, release)));
    return answer == Procedure.Undefined.UNDEFINED
        ? Optional.empty()
        : Optional.of(Json.write(answer));
  }

  /** The body of an error: with {@code data} from 0.28.0 on; the path only of known procedures. */
  public Map<String, @Nullable Object> error(ApiException e, String name, boolean mutation) {
    Map<String, @Nullable Object> body = Json.object("message", e.text(), "code", e.code());
    if (release.isTrpc11()) {
      body.put("data", data(e, knows(name, mutation) ? name : ""));
    }
    if (!e.issues().isEmpty()) {
      body.put("issues", e.issues());
    }
    return body;
  }

  /** The {@code data} of an error, as tRPC's own endpoint always has it. */
  public Map<String, @Nullable Object> data(ApiException e, String path) {
    Map<String, @Nullable Object> data = Json.object("code", e.code(), "httpStatus", e.status());
    if (!path.isEmpty()) {
      data.put("path", path);
    }
    data.put("zodError", e.issues().isEmpty() ? null : Input.zodError(e.issues()));
    return data;
  }
}
