package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Table;
import java.util.List;
import java.util.Map;

/** What a test asks of the emulator itself, under names that Dokploy does not have. */
final class Admin {
  private final World world;

  Admin(World world) {
    this.world = world;
  }

  /** The compose file of each service, by its name. */
  Object composeFiles(Caller caller, Input input) {
    var files = new Row();
    for (var row : world.store().where(Table.COMPOSE, row -> true)) {
      files.with(row.text("name"), row.get("composeFile"));
    }
    return files;
  }

  /** A member with these permissions, such as canCreateProjects; answers with an API key of it. */
  Object member(Caller caller, Input input) {
    var member = Members.member(input.text("email"), "member");
    if (input.all().get("permissions") instanceof List<?> permissions) {
      permissions.forEach(permission -> member.with(String.valueOf(permission), true));
    }
    world.store().put(Table.MEMBER, member);
    String key = Members.newKey(world.store(), member);
    return new Row().with("id", member.get("id")).with("key", key);
  }

  /** What settings.getIp answers from now on. */
  Object address(Caller caller, Input input) {
    world
        .store()
        .put(Table.SETTING, new Row(Map.of("name", "ip-address", "value", input.text("address"))));
    return true;
  }
}
