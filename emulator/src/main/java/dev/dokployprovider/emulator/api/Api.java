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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Dokploy's API as values: a procedure's name and input in, a JSON text or an error out. */
public final class Api {
  private final Release release;
  private final Inputs inputs;
  private final Map<String, Procedure> procedures = new TreeMap<>();

  public Api(
      Store store,
      ApiKeys keys,
      Engine engine,
      DeployQueue queue,
      Deployer deployer,
      Hosts hosts,
      Gate gate) {
    this.release = store.release;
    this.inputs = new Inputs(release);
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
    all.addAll(
        new SettingsProcedures(context, () -> OpenApi.of(release, procedures, inputs)).all());
    all.addAll(new UserProcedures(context, keys).all());
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
    Object answer = procedure.body().run(new Call(member, inputs.of(name).check(input, release)));
    return answer == Procedure.Undefined.UNDEFINED
        ? Optional.empty()
        : Optional.of(Json.write(answer));
  }

  /**
   * The same for tRPC's own form, which looks at the key after the name, and in which there may be
   * no input at all.
   *
   * @param input the value, null when there is none
   */
  @SuppressWarnings("unchecked")
  public Optional<String> nativeCall(
      String name, boolean mutation, Optional<Row> member, @Nullable Object input)
      throws ApiException, InterruptedException {
    if (!release.isTrpc11() && !knows(name, mutation)) {
      throw ApiException.unknownNative(name, mutation);
    }
    if (!procedures.containsKey(name)) {
      throw ApiException.unknownNative(name);
    }
    if (!knows(name, mutation)) {
      throw ApiException.otherMethod(name, mutation);
    }
    if (member.isEmpty() && !name.equals("settings.health")) {
      throw ApiException.unauthorized("UNAUTHORIZED");
    }
    inputs.of(name).need(input, release);
    return call(
        name,
        mutation,
        member.orElseGet(() -> new Row(Map.of())),
        input instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of());
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
