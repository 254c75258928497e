package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Table;
import java.util.List;

/** Rows of compose services: what a new one holds, and which columns a release shows. */
final class ComposeRows {
  /** Columns of git providers, which are empty for a raw service. */
  private static final List<String> EMPTY =
      List.of(
          "repository",
          "owner",
          "branch",
          "gitlabProjectId",
          "gitlabRepository",
          "gitlabOwner",
          "gitlabBranch",
          "gitlabPathNamespace",
          "bitbucketRepository",
          "bitbucketOwner",
          "bitbucketBranch",
          "giteaRepository",
          "giteaOwner",
          "giteaBranch",
          "customGitUrl",
          "customGitBranch",
          "customGitSSHKeyId",
          "watchPaths",
          "githubId",
          "gitlabId",
          "bitbucketId",
          "giteaId");

  private final World world;

  ComposeRows(World world) {
    this.world = world;
  }

  Row fresh(String name, String appName, String environmentId) {
    var row =
        new Row()
            .with("composeId", World.id(21))
            .with("name", name)
            .with("appName", appName)
            .with("description", null)
            .with("env", null)
            .with("composeFile", "")
            .with("refreshToken", World.id(21))
            .with("sourceType", "github")
            .with("composeType", "docker-compose")
            .with("autoDeploy", true)
            .with("command", "")
            .with("enableSubmodules", false)
            .with("composePath", "./docker-compose.yml")
            .with("suffix", "")
            .with("randomize", false)
            .with("isolatedDeployment", false)
            .with("triggerType", "push")
            .with("composeStatus", "idle")
            .with("environmentId", environmentId)
            .with("createdAt", World.now())
            .with("serverId", null);
    EMPTY.forEach(column -> row.with(column, null));
    return row;
  }

  /** The columns as this release shows them: before 0.25.0 a service is in a project. */
  Row shown(Row row) {
    var shown = new Row(row);
    if (!world.release().hasEnvironments()) {
      shown.with("projectId", environment(row).text("projectId"));
      shown.remove("environmentId");
    }
    if (world.release().hasIsolatedVolumes()) {
      shown.with("isolatedDeploymentsVolume", false);
    }
    if (world.release().takesSourceTypeOnCreate()) {
      shown
          .with("bitbucketRepositorySlug", null)
          .with("createEnvFile", true)
          .with("icon", null)
          .with("serviceNetworks", List.of());
    }
    return shown;
  }

  /** With everything that belongs to it, as compose.one answers. */
  Row whole(Row row) {
    var shown = shown(row);
    var environment = environment(row);
    var project =
        world.store().find(Table.PROJECT, environment.text("projectId")).orElse(new Row());
    if (world.release().hasEnvironments()) {
      shown.with("environment", environment.with("project", project));
    } else {
      shown.with("project", project);
    }
    // Oldest first here, newest first in deployment.allByCompose (dokploy-observed.md).
    shown.with(
        "deployments", world.store().where(Table.DEPLOYMENT, "composeId", row.text("composeId")));
    for (String list : List.of("mounts", "domains", "backups")) {
      shown.with(list, List.of());
    }
    for (String provider : List.of("github", "gitlab", "bitbucket", "gitea", "server")) {
      shown.with(provider, null);
    }
    return shown;
  }

  private Row environment(Row row) {
    return world.store().find(Table.ENVIRONMENT, row.text("environmentId")).orElse(new Row());
  }
}
