package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import dev.dokployprovider.emulator.store.Table;
import java.util.List;
import java.util.Optional;

/** Members of the one organisation, and their API keys. */
public final class Members {
  private static final List<String> PERMISSIONS =
      List.of(
          "canCreateProjects",
          "canAccessToSSHKeys",
          "canCreateServices",
          "canDeleteProjects",
          "canDeleteServices",
          "canAccessToDocker",
          "canAccessToAPI",
          "canAccessToGitProviders",
          "canAccessToTraefikFiles");

  private Members() {}

  static Row member(String email, String role) {
    var member =
        new Row()
            .with("id", World.id(21))
            .with("organizationId", World.ORGANIZATION)
            .with("userId", World.id(32))
            .with("role", role)
            .with("createdAt", World.now())
            .with("teamId", null);
    PERMISSIONS.forEach(permission -> member.with(permission, false));
    return member
        .with("accessedProjects", List.of())
        .with("accessedServices", List.of())
        .with("user", new Row().with("id", World.id(32)).with("email", email));
  }

  static String newKey(Store store, Row member) {
    String key = World.id(48);
    store.put(Table.API_KEY, new Row().with("key", key).with("member", member.get("id")));
    return key;
  }

  /** The owner's key; owner and key are made the first time. */
  public static String ownerKey(Store store) {
    var owner =
        store.where(Table.MEMBER, "role", "owner").stream()
            .findFirst()
            .orElseGet(() -> {
              var fresh = member("owner@example.com", "owner");
              store.put(Table.MEMBER, fresh);
              return fresh;
            });
    return store.where(Table.API_KEY, "member", owner.text("id")).stream()
        .findFirst()
        .map(row -> row.text("key"))
        .orElseGet(() -> newKey(store, owner));
  }

  /** Who has this key. */
  public static Optional<Caller> caller(Store store, String key) {
    return store
        .find(Table.API_KEY, key)
        .flatMap(row -> store.find(Table.MEMBER, row.text("member")))
        .map(Caller::new);
  }
}
