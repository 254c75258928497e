package dev.dokployprovider.dokploy;

import java.util.List;
import java.util.Optional;

/**
 * Projects, which hold the services. Every method throws {@link DokployException}; see {@link
 * Dokploy}.
 */
public interface ProjectApi {
  /**
   * The projects of exactly this name that the token can see. Since 0.28.3 this is a search, and
   * one call more for each project that is found, so that other projects' services cost nothing;
   * before, all projects are read.
   */
  List<Project> named(String name);

  /** One project, or empty when it does not exist or the token may not see it. */
  Optional<Project> find(String id);

  /**
   * Removes a project's row and those of all that is in it. What runs, runs on
   * (docs/reference/dokploy.md §2.1), so this is only for a project that is known to be empty.
   */
  void remove(String id);

  /** Makes a project and, on releases that have them, its first environment. */
  Project create(String name);
}
