package dev.dokployprovider.provider.machine.describe;

import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.recipe.Notes;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the notes in a machine's compose file mean, in words. */
final class DeployedMachine {
  private final Notes notes;

  DeployedMachine(Notes notes) {
    this.notes = notes;
  }

  List<String> base() {
    return notes
        .base()
        .map(base -> List.of(base, "This digest is built on again for as long as it is available."))
        .orElseGet(() ->
            Stream.concat(
                    value(Option.DOKPLOY_MACHINE_IMAGE).stream(),
                    Stream.of(
                        "Its digest is not known: the next build takes what that name means then."))
                .toList());
  }

  List<String> docker() {
    return Arrays.stream(DockerMode.values())
        .filter(
            mode -> value(Option.DOKPLOY_MACHINE_DOCKER).filter(mode.word()::equals).isPresent())
        .map(mode -> mode.word() + ": " + meaning(mode))
        .toList();
  }

  private static String meaning(DockerMode mode) {
    return switch (mode) {
      case PRIVILEGED -> "root on this machine can become root on its server";
      case SYSBOX -> "in a container of the Sysbox runtime, without privileges on the server";
      case ROOTLESS ->
          "in a user namespace, without privileges on the server; the container's filters for"
              + " system calls are off";
      case NONE ->
          "an ordinary container, without Docker and without privileges: for SSH only, as a"
              + " workspace of DevPod's needs Docker";
    };
  }

  List<String> limits() {
    var set =
        lines(
            Arrays.stream(Option.values())
                .filter(option -> option.is(Option.Trait.LIMIT))
                .toList());
    return set.isEmpty() ? List.of("none") : set;
  }

  List<String> kept() {
    var kept = new ArrayList<>(List.of("/root, /home: homes"));
    if (value(Option.DOKPLOY_MACHINE_DOCKER).filter(DockerMode.NONE.word()::equals).isEmpty()) {
      kept.add("/var/lib/docker: images, containers and volumes of its Docker");
    }
    kept.add("/var/lib/devpod: DevPod's agent, the workspaces, the SSH host key");
    value(Option.DOKPLOY_MACHINE_VOLUMES).ifPresent(kept::add);
    value(Option.DOKPLOY_MACHINE_CACHES)
        .ifPresent(caches -> kept.add(caches + " (shared with your other machines on the server)"));
    value(Option.DOKPLOY_MACHINE_SHARED_IMAGES)
        .ifPresent(size ->
            kept.add("images of its Docker, up to " + size + " (shared with your other machines)"));
    return kept;
  }

  List<String> recreated() {
    return List.of("all else, such as packages that were installed manually, /etc and /usr");
  }

  /** Those that no other fact shows. */
  List<String> options() {
    return lines(
        Arrays.stream(Option.values())
            .filter(option -> !option.is(Option.Trait.LIMIT))
            .filter(option -> option != Option.DOKPLOY_MACHINE_DOCKER)
            .toList());
  }

  private List<String> lines(List<Option> options) {
    return options.stream()
        .flatMap(option -> value(option).map(text -> option.name() + "=" + text).stream())
        .toList();
  }

  private Optional<String> value(Option option) {
    return Optional.ofNullable(notes.options().get(option.name()));
  }
}
