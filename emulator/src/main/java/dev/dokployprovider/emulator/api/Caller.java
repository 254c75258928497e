package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;

/**
 * Who calls.
 *
 * @param member the row of the membership: role and permissions
 */
public record Caller(Row member) {

  boolean isOwner() {
    return !member.text("role").equals("member");
  }

  /** Whether a permission, such as canCreateProjects, is given. */
  boolean may(String permission) {
    return isOwner() || member.is(permission);
  }
}
