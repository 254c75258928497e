package dev.dokployprovider.dokploy;

/**
 * What the token's owner may do, as far as a machine needs it (docs/reference/dokploy.md §1.4).
 *
 * @param readDocker also where the release lets everybody (before 0.28.7)
 */
public record Permissions(
    boolean createProjects, boolean createServices, boolean deleteServices, boolean readDocker) {
  /** An owner's or an administrator's; also what is taken for granted where nothing is told. */
  public static final Permissions ALL = new Permissions(true, true, true, true);
}
