package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.engine.ComposeProject;
import dev.dokployprovider.emulator.queue.ComposeRewrite;
import dev.dokployprovider.emulator.queue.Deployer;
import dev.dokployprovider.emulator.store.FileTrees;
import dev.dokployprovider.emulator.store.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The compose.* procedures that write and read the compose file on disk. */
final class SourceProcedures {
  private final Context context;

  SourceProcedures(Context context) {
    this.context = context;
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    all.add(query("compose.loadServices", this::loadServices));
    all.add(mutation("compose.fetchSourceType", this::fetch));
    all.add(query("compose.getConvertedCompose", this::converted));
    return all;
  }

  private Row used(Call call) throws ApiException {
    context.access().useService(call.member(), call.text("composeId"));
    return context.service(call.text("composeId"));
  }

  /** Writes the file again, without an .env file: not for a service that runs (§2.3). */
  private ComposeProject write(Row service) {
    ComposeProject project = context.deployer().project(service, "deploy");
    FileTrees.deleteTree(project.code());
    FileTrees.folder(project.code());
    FileTrees.writeAtomically(project.file(), service.text("composeFile"));
    return project;
  }

  private Object fetch(Call call) throws ApiException {
    Row service = used(call);
    write(service);
    return service.text("sourceType");
  }

  private Object loadServices(Call call) throws ApiException {
    Row service = used(call);
    if (context.hosts().trouble(service.text("serverId")).isPresent()) {
      // The file is read over SSH, whose errors Dokploy swallows here.
      throw ApiException.notFound("Services");
    }
    ComposeProject project =
        call.text("type").equals("cache")
            ? context.deployer().project(service, "deploy")
            : write(service);
    try {
      List<String> names = ComposeRewrite.services(Files.readString(project.file()));
      if (names.isEmpty()) {
        throw ApiException.notFound("Services");
      }
      return names;
    } catch (IOException | IllegalArgumentException e) {
      throw ApiException.notFound("Services");
    }
  }

  private Object converted(Call call) throws ApiException {
    Row service = used(call);
    if (!context.release().rewritesComposeFile()) {
      return "null\n";
    }
    try {
      if (context.release().isAtLeast(0, 30, 0)) {
        return Deployer.converted(context.release(), service);
      }
      Path file = context.deployer().project(service, "deploy").file();
      return Files.exists(file)
          ? ComposeRewrite.rewrite(Files.readString(file), context.release().addsRootNetwork())
          : "null\n";
    } catch (IOException e) {
      throw ApiException.internal(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
