package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.json.Json;

/** Reads what the token's owner may do; what is not told counts as allowed. */
final class PermissionAnswers {
  private PermissionAnswers() {}

  /** {@code {"service":{"create":true,...},"docker":{"read":false},...}}. */
  static Permissions permissions(Json answer) {
    return new Permissions(
        isNotDenied(answer.get("project").get("create")),
        isNotDenied(answer.get("service").get("create")),
        isNotDenied(answer.get("service").get("delete")),
        isNotDenied(answer.get("docker").get("read")));
  }

  /** Of the roles only members lack anything, and Docker may be read by all. */
  static Permissions ofMembership(Json answer) {
    return answer.get("role").textOrEmpty().equals("member")
        ? new Permissions(
            isNotDenied(answer.get("canCreateProjects")),
            isNotDenied(answer.get("canCreateServices")),
            isNotDenied(answer.get("canDeleteServices")),
            true)
        : Permissions.ALL;
  }

  private static boolean isNotDenied(Json flag) {
    return !(flag instanceof Json.Bool(boolean value)) || value;
  }
}
