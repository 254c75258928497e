package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.release.ReleaseTable;
import dev.dokployprovider.emulator.store.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What user.getPermissions answers: {@code permissions.txt}. */
final class Permissions {
  private Permissions() {}

  static Map<String, @Nullable Object> of(Row member, Release release) {
    Map<String, @Nullable Object> permissions = new LinkedHashMap<>();
    List<String> lines =
        Objects.requireNonNull(
            ReleaseTable.read(Permissions.class, "permissions.txt", release).get("permissions"));
    for (String line : lines) {
      String[] words = line.split(" +", -1);
      Map<String, @Nullable Object> actions = new LinkedHashMap<>();
      for (int i = 1; i < words.length; i++) {
        String[] parts = words[i].split("=", 2);
        actions.put(parts[0], may(member, parts.length == 1 ? "" : parts[1]));
      }
      permissions.put(words[0], actions);
    }
    return permissions;
  }

  private static boolean may(Row member, String who) {
    return !Access.isMember(member) || who.equals("member") || (!who.isEmpty() && member.flag(who));
  }
}
