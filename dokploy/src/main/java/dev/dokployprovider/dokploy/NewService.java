package dev.dokployprovider.dokploy;

import java.util.Optional;

/**
 * A compose service to be made.
 *
 * @param name shown to people; not unique
 * @param appName the stem of the compose project's name: {@code [a-z0-9-]}, at most 40 characters,
 *     without "dokploy" (docs/reference/dokploy.md §3.1); Dokploy adds a dash and six characters
 * @param serverId the remote server, or empty for the instance's own
 */
public record NewService(
    String name, String appName, String description, Optional<String> serverId) {}
